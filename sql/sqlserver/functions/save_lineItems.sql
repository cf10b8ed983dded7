-- Saves a batch of lineItems, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_lineItems @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', audienceId int '$.audienceId', status nvarchar(20) '$.status',
        dateLastModified datetime2(3) '$.dateLastModified', title nvarchar(max) '$.title',
        description nvarchar(max) '$.description', assignDate datetime2(3) '$.assignDate',
        dueDate datetime2(3) '$.dueDate', classSourcedId nvarchar(255) '$.classSourcedId',
        categorySourcedId nvarchar(255) '$.categorySourcedId',
        gradingPeriodSourcedId nvarchar(255) '$.gradingPeriodSourcedId',
        resultValueMin float '$.resultValueMin', resultValueMax float '$.resultValueMax',
        metadata nvarchar(max) '$.metadata' as json, digest nvarchar(max) '$.digest',
        doc nvarchar(max) '$.doc'
    ) r;

    update t set
        audienceId = r.audienceId, status = r.status, dateLastModified = r.dateLastModified,
        title = r.title, description = r.description, assignDate = r.assignDate,
        dueDate = r.dueDate, classSourcedId = r.classSourcedId,
        categorySourcedId = r.categorySourcedId, gradingPeriodSourcedId = r.gradingPeriodSourcedId,
        resultValueMin = r.resultValueMin, resultValueMax = r.resultValueMax, metadata = r.metadata,
        digest = r.digest, doc = r.doc
    from #batch r
    inner loop join gcidm.lineItems t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
    where t.feedId = @feed;

    insert into gcidm.lineItems (
        feedId, sourcedId, audienceId, status, dateLastModified, title, description, assignDate,
        dueDate, classSourcedId, categorySourcedId, gradingPeriodSourcedId, resultValueMin,
        resultValueMax, metadata, digest, doc
    )
    select
        @feed, r.sourcedId, r.audienceId, r.status, r.dateLastModified, r.title, r.description,
        r.assignDate, r.dueDate, r.classSourcedId, r.categorySourcedId, r.gradingPeriodSourcedId,
        r.resultValueMin, r.resultValueMax, r.metadata, r.digest, r.doc
    from #batch r
    where not exists (
        select 1 from gcidm.lineItems t
        where t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2 and t.feedId = @feed
    );
end
