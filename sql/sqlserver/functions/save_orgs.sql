-- Saves a batch of orgs, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_orgs @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', audienceId int '$.audienceId', status nvarchar(20) '$.status',
        dateLastModified datetime2(3) '$.dateLastModified', name nvarchar(max) '$.name',
        type nvarchar(max) '$.type', identifier nvarchar(max) '$.identifier',
        parentSourcedId nvarchar(255) '$.parentSourcedId', metadata nvarchar(max) '$.metadata' as json,
        digest nvarchar(max) '$.digest', doc nvarchar(max) '$.doc'
    ) r;

    update t set
        audienceId = r.audienceId, status = r.status, dateLastModified = r.dateLastModified,
        name = r.name, type = r.type, identifier = r.identifier,
        parentSourcedId = r.parentSourcedId, metadata = r.metadata, digest = r.digest, doc = r.doc
    from #batch r
    inner loop join gcidm.orgs t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
    where t.feedId = @feed;

    insert into gcidm.orgs (
        feedId, sourcedId, audienceId, status, dateLastModified, name, type, identifier,
        parentSourcedId, metadata, digest, doc
    )
    select
        @feed, r.sourcedId, r.audienceId, r.status, r.dateLastModified, r.name, r.type,
        r.identifier, r.parentSourcedId, r.metadata, r.digest, r.doc
    from #batch r
    where not exists (
        select 1 from gcidm.orgs t
        where t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2 and t.feedId = @feed
    );
end
