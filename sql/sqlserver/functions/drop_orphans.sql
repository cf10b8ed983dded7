-- Takes out a part's staged records of which a reference in one column (a sourcedId or a list of them) leads
-- to nothing: neither staged nor among the records of the feed; of no feed when @feed is null. Returns the line
-- of each.
create or alter procedure gcidm.drop_orphans @feed int, @kind nvarchar(40), @column nvarchar(128), @to nvarchar(40) as
begin
    set nocount, xact_abort on;
    select distinct s.line
    into #orphans
    from #staged s
    cross apply gcidm.staged_references(s.sourcedId, s.record, @column) r
    where s.kind = @kind and s.live = 0
      and not exists (select 1 from #staged t where t.kind = @to and t.sourcedId = r.target)
      and not exists (
          select 1 from gcidm.records f
          where @feed is not null and f.kind = @to and f.feedId = @feed and f.sourcedId = r.target
      )
    option (recompile);

    delete s from #staged s
    where s.kind = @kind and s.live = 0 and s.line in (select o.line from #orphans o);

    select o.line from #orphans o;
end
