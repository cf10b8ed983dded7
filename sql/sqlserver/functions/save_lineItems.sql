-- Saves a batch of lineItems, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_lineItems @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) with (
        sourcedId nvarchar(255), audienceId int, status nvarchar(20), dateLastModified datetime2(3),
        title nvarchar(max), description nvarchar(max), assignDate datetime2(3),
        dueDate datetime2(3), classSourcedId nvarchar(255), categorySourcedId nvarchar(255),
        gradingPeriodSourcedId nvarchar(255), resultValueMin float, resultValueMax float,
        metadata nvarchar(max) as json, digest nvarchar(max), doc nvarchar(max)
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
