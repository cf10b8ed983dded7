-- A page of a feed's records of a kind, whoever may see them, in the order of sourcedId: for operators.
-- @query: see feed_query. @after: the sourcedId with which the page before ended, '' for the first.
-- No row when there is no more.
create or alter procedure gcidm.get_feedPage
    @kind  nvarchar(40),
    @feed  int,
    @query nvarchar(max),
    @after nvarchar(255),
    @limit int
as
begin
    set nocount, xact_abort on;
    declare @status nvarchar(20), @since datetime2(3);
    exec gcidm.feed_query @query, @status output, @since output;
    declare @from datetime2(3) = gcidm.changed_from(@since);
    select max(p.sourcedId) as sourcedid, count_big(*) as records,
           string_agg(cast(p.doc as nvarchar(max)), N',') within group (order by p.sourcedId) as docs
    from (
        select top (@limit) t.sourcedId, t.doc
        from gcidm.records t
        where t.kind = @kind and t.feedId = @feed and t.sourcedId > @after
          and (@status is null or t.status = @status) and (@since is null or t.dateLastModified >= @from)
        order by t.sourcedId
    ) p
    having count(*) > 0
    option (recompile);
end
