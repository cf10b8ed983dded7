-- Makes of a delta's rows that delete what they mean: the record as it is, with another status. Takes out
-- those of records that the feed does not have; returns the lines of these. @columns: see live_record.
create or alter procedure gcidm.settle_deletions @feed int, @kind nvarchar(40), @columns nvarchar(max) as
begin
    set nocount, xact_abort on;
    declare @statement nvarchar(max) = N'
        update s
        set compared = ''state'', record = ' + gcidm.live_record(@kind, @columns) + N'
        from #staged s
        join gcidm.' + quotename(@kind) + N' t on t.sourcedId = s.sourcedId and t.feedId = @feed
        where s.kind = @kind and s.status = ''tobedeleted''';
    exec sp_executesql @statement, N'@feed int, @kind nvarchar(40)', @feed, @kind;

    select s.line
    into #unknown
    from #staged s
    where s.kind = @kind and s.status = 'tobedeleted' and s.compared <> 'state'
      and not exists (select 1 from gcidm.records r where r.kind = @kind and r.sourcedId = s.sourcedId)
    option (recompile);
    delete s from #staged s
    where s.kind = @kind and s.status = 'tobedeleted' and s.line in (select u.line from #unknown u);
    select u.line from #unknown u;
end
