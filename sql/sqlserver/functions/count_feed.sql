-- How many of a feed's records of a kind match a query (see feed_query).
create or alter procedure gcidm.count_feed @kind nvarchar(40), @feed int, @query nvarchar(max) as
begin
    set nocount, xact_abort on;
    declare @status nvarchar(20), @since datetime2(3);
    exec gcidm.feed_query @query, @status output, @since output;
    declare @from datetime2(3) = gcidm.changed_from(@since);
    select count_big(*) as count_feed
    from gcidm.records t
    where t.kind = @kind and t.feedId = @feed
      and (@status is null or t.status = @status) and (@since is null or t.dateLastModified >= @from)
    option (recompile);
end
