-- A class reaches its school.
create or alter procedure gcidm.reach_classes as
begin
    set nocount, xact_abort on;
    insert into #reach (kind, sourcedId, school)
    select 'classes', s.sourcedId, o.school
    from #staged s
    join #reach o on o.kind = 'orgs' and o.sourcedId = json_value(s.record, '$.schoolSourcedId')
    where s.kind = 'classes';
end
