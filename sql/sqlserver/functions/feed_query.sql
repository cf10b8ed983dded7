-- What a query asks of a whole feed's records: their status, or the instant since which they changed, both or
-- neither. Anything else is refused: no export asks it.
create or alter procedure gcidm.feed_query @query nvarchar(max), @status nvarchar(20) output, @since datetime2(3) output as
begin
    set nocount, xact_abort on;
    if exists (select 1 from openjson(@query, '$.only')) or exists (select 1 from openjson(@query, '$.within'))
       or exists (select 1 from openjson(@query, '$.filter') with ([column] nvarchar(128), operator nvarchar(2)) c
                  where concat(c.[column], c.operator) not in ('status=', 'dateLastModified>='))
       or json_value(@query, '$.logic') = 'or'
        throw 50000, 'gcidm: of a feed only what has a status, or changed since an instant', 1;
    select @status = max(case c.[column] when 'status' then c.value end),
           @since = max(case c.[column] when 'dateLastModified' then cast(c.value as datetime2(3)) end)
    from openjson(@query, '$.filter') with ([column] nvarchar(128), value nvarchar(40)) c;
end
