-- Replaces the links of a batch's records in one field by what @column of each record lists.
create or alter procedure gcidm.save_links @field nvarchar(40), @column nvarchar(128), @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select cast(json_value(r.[value], '$.sourcedId') as nvarchar(255)) collate Latin1_General_100_BIN2 as sourcedId,
           json_query(r.[value], '$.' + @column) as targets
    into #linked
    from openjson(@batch) r;

    delete l
    from #linked r
    inner loop join gcidm.links l on l.field = @field and l.sourcedId = r.sourcedId;

    insert into gcidm.links (field, sourcedId, target)
    select @field, r.sourcedId, t.[value]
    from #linked r
    cross apply openjson(r.targets) t;
end
