-- Saves a batch of academicSessions, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_academicSessions @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', audienceId int '$.audienceId', status nvarchar(20) '$.status',
        dateLastModified datetime2(3) '$.dateLastModified', title nvarchar(max) '$.title',
        startDate date '$.startDate', endDate date '$.endDate', type nvarchar(max) '$.type',
        parentSourcedId nvarchar(255) '$.parentSourcedId', schoolYear nvarchar(max) '$.schoolYear',
        metadata nvarchar(max) '$.metadata' as json, digest nvarchar(max) '$.digest',
        doc nvarchar(max) '$.doc'
    ) r;

    update t set
        audienceId = r.audienceId, status = r.status, dateLastModified = r.dateLastModified,
        title = r.title, startDate = r.startDate, endDate = r.endDate, type = r.type,
        parentSourcedId = r.parentSourcedId, schoolYear = r.schoolYear, metadata = r.metadata,
        digest = r.digest, doc = r.doc
    from #batch r
    inner loop join gcidm.academicSessions t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
    where t.feedId = @feed;

    insert into gcidm.academicSessions (
        feedId, sourcedId, audienceId, status, dateLastModified, title, startDate, endDate, type,
        parentSourcedId, schoolYear, metadata, digest, doc
    )
    select
        @feed, r.sourcedId, r.audienceId, r.status, r.dateLastModified, r.title, r.startDate,
        r.endDate, r.type, r.parentSourcedId, r.schoolYear, r.metadata, r.digest, r.doc
    from #batch r
    where not exists (
        select 1 from gcidm.academicSessions t
        where t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2 and t.feedId = @feed
    );
end
