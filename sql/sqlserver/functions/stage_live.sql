-- Stages what is wanted of a kind and the set does not state. @columns: see live_record. Tombstones
-- are what they were, whatever others say of them.
create or alter procedure gcidm.stage_live @feed int, @kind nvarchar(40), @columns nvarchar(max) as
begin
    set nocount, xact_abort on;
    declare @statement nvarchar(max) = N'
        insert into #staged (kind, sourcedId, line, live, compared, status, record)
        select w.kind, t.sourcedId, 0, 1,
               case when t.status = ''active'' or w.compared = ''nothing'' then w.compared else ''state'' end,
               t.status, ' + gcidm.live_record(@kind, @columns) + N'
        from #wanted w
        join gcidm.' + quotename(@kind) + N' t on t.sourcedId = w.sourcedId and t.feedId = @feed
        where w.kind = @kind and not exists (
            select 1 from #staged s where s.kind = @kind and s.sourcedId = t.sourcedId
        )';
    exec sp_executesql @statement, N'@feed int, @kind nvarchar(40)', @feed, @kind;
end
