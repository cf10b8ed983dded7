-- The names of the metadata of a feed's records of a kind.
create or alter procedure gcidm.get_feedMetadataNames @kind nvarchar(40), @feed int as
begin
    set nocount, xact_abort on;
    declare @statement nvarchar(max) = N'
        select distinct m.[key] collate Latin1_General_100_BIN2 as name
        from gcidm.' + quotename(@kind) + N' t
        cross apply openjson(t.metadata) m
        where t.feedId = @feed and t.metadata is not null
        order by name';
    exec sp_executesql @statement, N'@feed int', @feed;
end
