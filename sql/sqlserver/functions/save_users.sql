-- Saves a batch of users, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_users @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', audienceId int '$.audienceId', status nvarchar(20) '$.status',
        dateLastModified datetime2(3) '$.dateLastModified', username nvarchar(max) '$.username',
        userIds nvarchar(max) '$.userIds' as json, enabledUser bit '$.enabledUser',
        givenName nvarchar(max) '$.givenName', familyName nvarchar(max) '$.familyName',
        middleName nvarchar(max) '$.middleName', role nvarchar(max) '$.role',
        identifier nvarchar(max) '$.identifier', email nvarchar(max) '$.email', sms nvarchar(max) '$.sms',
        phone nvarchar(max) '$.phone', agentSourcedIds nvarchar(max) '$.agentSourcedIds' as json,
        orgSourcedIds nvarchar(max) '$.orgSourcedIds' as json, grades nvarchar(max) '$.grades' as json,
        password nvarchar(max) '$.password', metadata nvarchar(max) '$.metadata' as json,
        digest nvarchar(max) '$.digest', doc nvarchar(max) '$.doc'
    ) r;

    update t set
        audienceId = r.audienceId, status = r.status, dateLastModified = r.dateLastModified,
        username = r.username, userIds = r.userIds, enabledUser = r.enabledUser,
        givenName = r.givenName, familyName = r.familyName, middleName = r.middleName,
        role = r.role, identifier = r.identifier, email = r.email, sms = r.sms, phone = r.phone,
        agentSourcedIds = r.agentSourcedIds, orgSourcedIds = r.orgSourcedIds, grades = r.grades,
        password = r.password, metadata = r.metadata, digest = r.digest, doc = r.doc
    from #batch r
    inner loop join gcidm.users t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
    where t.feedId = @feed;

    insert into gcidm.users (
        feedId, sourcedId, audienceId, status, dateLastModified, username, userIds, enabledUser,
        givenName, familyName, middleName, role, identifier, email, sms, phone, agentSourcedIds,
        orgSourcedIds, grades, password, metadata, digest, doc
    )
    select
        @feed, r.sourcedId, r.audienceId, r.status, r.dateLastModified, r.username, r.userIds,
        r.enabledUser, r.givenName, r.familyName, r.middleName, r.role, r.identifier, r.email,
        r.sms, r.phone, r.agentSourcedIds, r.orgSourcedIds, r.grades, r.password, r.metadata,
        r.digest, r.doc
    from #batch r
    where not exists (
        select 1 from gcidm.users t
        where t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2 and t.feedId = @feed
    );
    exec gcidm.save_links 'users.orgs', 'orgSourcedIds', @batch;
    exec gcidm.save_links 'users.agents', 'agentSourcedIds', @batch;
end
