-- Saves a batch of enrollments, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_enrollments @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', audienceId int '$.audienceId', status nvarchar(20) '$.status',
        dateLastModified datetime2(3) '$.dateLastModified', userSourcedId nvarchar(255) '$.userSourcedId',
        classSourcedId nvarchar(255) '$.classSourcedId', schoolSourcedId nvarchar(255) '$.schoolSourcedId',
        role nvarchar(max) '$.role', "primary" bit '$.primary', beginDate date '$.beginDate',
        endDate date '$.endDate', metadata nvarchar(max) '$.metadata' as json,
        digest nvarchar(max) '$.digest', doc nvarchar(max) '$.doc'
    ) r;

    update t set
        audienceId = r.audienceId, status = r.status, dateLastModified = r.dateLastModified,
        userSourcedId = r.userSourcedId, classSourcedId = r.classSourcedId,
        schoolSourcedId = r.schoolSourcedId, role = r.role, "primary" = r."primary",
        beginDate = r.beginDate, endDate = r.endDate, metadata = r.metadata, digest = r.digest,
        doc = r.doc
    from #batch r
    inner loop join gcidm.enrollments t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
    where t.feedId = @feed;

    insert into gcidm.enrollments (
        feedId, sourcedId, audienceId, status, dateLastModified, userSourcedId, classSourcedId,
        schoolSourcedId, role, "primary", beginDate, endDate, metadata, digest, doc
    )
    select
        @feed, r.sourcedId, r.audienceId, r.status, r.dateLastModified, r.userSourcedId,
        r.classSourcedId, r.schoolSourcedId, r.role, r."primary", r.beginDate, r.endDate,
        r.metadata, r.digest, r.doc
    from #batch r
    where not exists (
        select 1 from gcidm.enrollments t
        where t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2 and t.feedId = @feed
    );
end
