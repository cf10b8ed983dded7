-- Saves what a record that stays as it is shows anew: a JSON array of {sourcedId, status, audienceId,
-- dateLastModified, doc}.
create or alter procedure gcidm.restate_records @feed int, @kind nvarchar(40), @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    if object_id(N'gcidm.' + quotename(@kind)) is null
        throw 50000, 'gcidm: no such kind of record', 1;
    declare @statement nvarchar(max) = N'
        update t
        set status = r.status, audienceId = r.audienceId, dateLastModified = r.dateLastModified, doc = r.doc
        from openjson(@batch) b
        cross apply openjson(b.[value]) with (
            sourcedId nvarchar(255) ''$.sourcedId'', status nvarchar(20) ''$.status'',
            audienceId int ''$.audienceId'', dateLastModified datetime2(3) ''$.dateLastModified'',
            doc nvarchar(max) ''$.doc''
        ) r
        inner loop join gcidm.' + quotename(@kind) + N' t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
        where t.feedId = @feed';
    exec sp_executesql @statement, N'@feed int, @batch nvarchar(max)', @feed, @batch;
end
