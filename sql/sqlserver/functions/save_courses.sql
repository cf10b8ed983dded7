-- Saves a batch of courses, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_courses @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', audienceId int '$.audienceId', status nvarchar(20) '$.status',
        dateLastModified datetime2(3) '$.dateLastModified', title nvarchar(max) '$.title',
        schoolYearSourcedId nvarchar(255) '$.schoolYearSourcedId', courseCode nvarchar(max) '$.courseCode',
        grades nvarchar(max) '$.grades' as json, subjects nvarchar(max) '$.subjects' as json,
        orgSourcedId nvarchar(255) '$.orgSourcedId', subjectCodes nvarchar(max) '$.subjectCodes' as json,
        resourceSourcedIds nvarchar(max) '$.resourceSourcedIds' as json,
        metadata nvarchar(max) '$.metadata' as json, digest nvarchar(max) '$.digest',
        doc nvarchar(max) '$.doc'
    ) r;

    update t set
        audienceId = r.audienceId, status = r.status, dateLastModified = r.dateLastModified,
        title = r.title, schoolYearSourcedId = r.schoolYearSourcedId, courseCode = r.courseCode,
        grades = r.grades, subjects = r.subjects, orgSourcedId = r.orgSourcedId,
        subjectCodes = r.subjectCodes, resourceSourcedIds = r.resourceSourcedIds,
        metadata = r.metadata, digest = r.digest, doc = r.doc
    from #batch r
    inner loop join gcidm.courses t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
    where t.feedId = @feed;

    insert into gcidm.courses (
        feedId, sourcedId, audienceId, status, dateLastModified, title, schoolYearSourcedId,
        courseCode, grades, subjects, orgSourcedId, subjectCodes, resourceSourcedIds, metadata,
        digest, doc
    )
    select
        @feed, r.sourcedId, r.audienceId, r.status, r.dateLastModified, r.title,
        r.schoolYearSourcedId, r.courseCode, r.grades, r.subjects, r.orgSourcedId, r.subjectCodes,
        r.resourceSourcedIds, r.metadata, r.digest, r.doc
    from #batch r
    where not exists (
        select 1 from gcidm.courses t
        where t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2 and t.feedId = @feed
    );
    exec gcidm.save_links 'courses.resources', 'resourceSourcedIds', @batch;
end
