-- Takes out of a part's staged records the references in one column (a sourcedId or a list of them) that
-- lead to nothing staged; returns the line of each.
create or alter procedure gcidm.drop_dangling @kind nvarchar(40), @column nvarchar(128), @to nvarchar(40) as
begin
    set nocount, xact_abort on;
    create table #dangling (line int not null, target nvarchar(255) collate Latin1_General_100_BIN2 not null);
    insert into #dangling (line, target)
    select s.line, r.target
    from #staged s
    cross apply gcidm.staged_references(s.sourcedId, s.record, @column) r
    where s.kind = @kind and s.live = 0
      and not exists (select 1 from #staged t where t.kind = @to and t.sourcedId = r.target)
    option (recompile);

    -- What is kept of a list; json_modify takes out what null is put for.
    update s
    set record = json_modify(s.record, '$.' + @column, json_query((
        select N'[' + string_agg(gcidm.json_text(one.[value], one.[type]), N',') within group (order by cast(one.[key] as int)) + N']'
        from openjson(json_query(s.record, '$.' + @column)) one
        where not exists (
            select 1 from #dangling d
            where d.line = s.line and d.target = one.[value] collate Latin1_General_100_BIN2))))
    from #staged s
    where s.kind = @kind and s.live = 0 and s.line in (select d.line from #dangling d)
    option (recompile);

    select d.line from #dangling d order by d.line;
end
