-- Rows of a file whose sourcedId an earlier row has: line, value, the earlier line, and how many there
-- are in all. The first 100.
create or alter procedure gcidm.problems_duplicates @kind nvarchar(40) as
begin
    set nocount, xact_abort on;
    select top (100) d.line, d.sourcedId as value, cast(d.earlier as nvarchar(20)) as other, count(*) over () as total
    from (
        select s.line, s.sourcedId, min(s.line) over (partition by s.sourcedId) as earlier
        from #staged s
        where s.kind = @kind and s.live = 0
    ) d
    where d.line > d.earlier
    order by d.line
    option (recompile);
end
