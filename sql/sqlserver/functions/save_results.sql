-- Saves a batch of results, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_results @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', audienceId int '$.audienceId', status nvarchar(20) '$.status',
        dateLastModified datetime2(3) '$.dateLastModified',
        lineItemSourcedId nvarchar(255) '$.lineItemSourcedId',
        studentSourcedId nvarchar(255) '$.studentSourcedId', scoreStatus nvarchar(max) '$.scoreStatus',
        score float '$.score', scoreDate date '$.scoreDate', comment nvarchar(max) '$.comment',
        metadata nvarchar(max) '$.metadata' as json, digest nvarchar(max) '$.digest',
        doc nvarchar(max) '$.doc'
    ) r;

    update t set
        audienceId = r.audienceId, status = r.status, dateLastModified = r.dateLastModified,
        lineItemSourcedId = r.lineItemSourcedId, studentSourcedId = r.studentSourcedId,
        scoreStatus = r.scoreStatus, score = r.score, scoreDate = r.scoreDate, comment = r.comment,
        metadata = r.metadata, digest = r.digest, doc = r.doc
    from #batch r
    inner loop join gcidm.results t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
    where t.feedId = @feed;

    insert into gcidm.results (
        feedId, sourcedId, audienceId, status, dateLastModified, lineItemSourcedId,
        studentSourcedId, scoreStatus, score, scoreDate, comment, metadata, digest, doc
    )
    select
        @feed, r.sourcedId, r.audienceId, r.status, r.dateLastModified, r.lineItemSourcedId,
        r.studentSourcedId, r.scoreStatus, r.score, r.scoreDate, r.comment, r.metadata, r.digest,
        r.doc
    from #batch r
    where not exists (
        select 1 from gcidm.results t
        where t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2 and t.feedId = @feed
    );
end
