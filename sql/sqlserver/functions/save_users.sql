-- Saves a batch of users, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_users @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) with (
        sourcedId nvarchar(255), audienceId int, status nvarchar(20), dateLastModified datetime2(3),
        username nvarchar(max), userIds nvarchar(max) as json, enabledUser bit,
        givenName nvarchar(max), familyName nvarchar(max), middleName nvarchar(max),
        role nvarchar(max), identifier nvarchar(max), email nvarchar(max), sms nvarchar(max),
        phone nvarchar(max), agentSourcedIds nvarchar(max) as json,
        orgSourcedIds nvarchar(max) as json, grades nvarchar(max) as json, password nvarchar(max),
        metadata nvarchar(max) as json, digest nvarchar(max), doc nvarchar(max)
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
