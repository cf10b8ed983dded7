-- Which schools categories reach: those of the feed stay with the schools that they were written for
-- (put_categories); those that a set states belong to nobody in particular.
create or alter procedure gcidm.reach_categories as
begin
    set nocount, xact_abort on;
    insert into #reach (kind, sourcedId, school)
    select 'categories', s.sourcedId, m.schoolSourcedId
    from #staged s
    join gcidm.categories c on c.sourcedId = s.sourcedId
    join gcidm.audienceSchools m on m.audienceId = c.audienceId
    where s.kind = 'categories' and s.live = 1;
end
