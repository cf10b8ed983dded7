-- Wants what a part's records refer to in one column.
create or alter procedure gcidm.want_targets @kind nvarchar(40), @column nvarchar(128), @to nvarchar(40) as
begin
    set nocount, xact_abort on;
    insert into #wanted (kind, sourcedId, compared)
    select distinct @to, r.target, 'nothing'
    from #staged s
    cross apply gcidm.staged_references(s.sourcedId, s.record, @column) r
    where s.kind = @kind and s.live = 0
      and not exists (select 1 from #wanted w where w.kind = @to and w.sourcedId = r.target);
end
