-- Saves a batch of classes, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_classes @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', audienceId int '$.audienceId', status nvarchar(20) '$.status',
        dateLastModified datetime2(3) '$.dateLastModified', title nvarchar(max) '$.title',
        classCode nvarchar(max) '$.classCode', classType nvarchar(max) '$.classType',
        location nvarchar(max) '$.location', grades nvarchar(max) '$.grades' as json,
        subjects nvarchar(max) '$.subjects' as json, courseSourcedId nvarchar(255) '$.courseSourcedId',
        schoolSourcedId nvarchar(255) '$.schoolSourcedId',
        termSourcedIds nvarchar(max) '$.termSourcedIds' as json,
        subjectCodes nvarchar(max) '$.subjectCodes' as json, periods nvarchar(max) '$.periods' as json,
        resourceSourcedIds nvarchar(max) '$.resourceSourcedIds' as json,
        metadata nvarchar(max) '$.metadata' as json, digest nvarchar(max) '$.digest',
        doc nvarchar(max) '$.doc'
    ) r;

    update t set
        audienceId = r.audienceId, status = r.status, dateLastModified = r.dateLastModified,
        title = r.title, classCode = r.classCode, classType = r.classType, location = r.location,
        grades = r.grades, subjects = r.subjects, courseSourcedId = r.courseSourcedId,
        schoolSourcedId = r.schoolSourcedId, termSourcedIds = r.termSourcedIds,
        subjectCodes = r.subjectCodes, periods = r.periods,
        resourceSourcedIds = r.resourceSourcedIds, metadata = r.metadata, digest = r.digest,
        doc = r.doc
    from #batch r
    inner loop join gcidm.classes t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
    where t.feedId = @feed;

    insert into gcidm.classes (
        feedId, sourcedId, audienceId, status, dateLastModified, title, classCode, classType,
        location, grades, subjects, courseSourcedId, schoolSourcedId, termSourcedIds, subjectCodes,
        periods, resourceSourcedIds, metadata, digest, doc
    )
    select
        @feed, r.sourcedId, r.audienceId, r.status, r.dateLastModified, r.title, r.classCode,
        r.classType, r.location, r.grades, r.subjects, r.courseSourcedId, r.schoolSourcedId,
        r.termSourcedIds, r.subjectCodes, r.periods, r.resourceSourcedIds, r.metadata, r.digest,
        r.doc
    from #batch r
    where not exists (
        select 1 from gcidm.classes t
        where t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2 and t.feedId = @feed
    );
    exec gcidm.save_links 'classes.terms', 'termSourcedIds', @batch;
    exec gcidm.save_links 'classes.resources', 'resourceSourcedIds', @batch;
end
