-- A JSON object with the members of both; of a name that both have it is the second's. null and null: null.
-- The members stand in the order that PostgreSQL's jsonb keeps.
create or alter function gcidm.json_merged(@one nvarchar(max), @other nvarchar(max)) returns nvarchar(max) as
begin
    if @one is null or @other is null
        return coalesce(@one, @other);
    declare @merged nvarchar(max);
    select @merged = string_agg(gcidm.json_text(m.name, 1) + N':' + gcidm.json_text(m.[value], m.[type]), N',')
                     within group (order by len(m.name), m.name)
    from (
        select a.[key] collate Latin1_General_100_BIN2 as name, a.[value], a.[type] from openjson(@one) a
        where not exists (select 1 from openjson(@other) b where b.[key] = a.[key])
        union all
        select b.[key] collate Latin1_General_100_BIN2, b.[value], b.[type] from openjson(@other) b
    ) m;
    return N'{' + coalesce(@merged, N'') + N'}';
end
