-- References of a part's column (a sourcedId or a list of them; 'sourcedId' itself for records that
-- extend another) to nothing: neither in the set nor, for an absent file, in the feed. The first 100,
-- with the sourcedId of the record that refers.
create or alter procedure gcidm.problems_references @kind nvarchar(40), @column nvarchar(128), @to nvarchar(40) as
begin
    set nocount, xact_abort on;
    select top (100) s.line, r.target as value, s.sourcedId as other, count(*) over () as total
    from #staged s
    cross apply gcidm.staged_references(s.sourcedId, s.record, @column) r
    where s.kind = @kind and s.live = 0
      and not exists (select 1 from #staged t where t.kind = @to and t.sourcedId = r.target)
    order by s.line
    option (recompile);
end
