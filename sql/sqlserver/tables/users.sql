-- People: students, staff, parents and guardians.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.users', N'U') is null
create table gcidm.users (
    sourcedId        nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId           int not null,
    audienceId       int not null,
    status           nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified datetime2(3) not null,
    username         nvarchar(255) collate Latin1_General_100_BIN2 not null,
    userIds          nvarchar(max) collate Latin1_General_100_BIN2 null,
    enabledUser      bit not null,
    givenName        nvarchar(255) collate Latin1_General_100_BIN2 not null,
    familyName       nvarchar(255) collate Latin1_General_100_BIN2 not null,
    middleName       nvarchar(max) collate Latin1_General_100_BIN2 null,
    role             nvarchar(255) collate Latin1_General_100_BIN2 not null,
    identifier       nvarchar(255) collate Latin1_General_100_BIN2 null,
    email            nvarchar(255) collate Latin1_General_100_BIN2 null,
    sms              nvarchar(max) collate Latin1_General_100_BIN2 null,
    phone            nvarchar(max) collate Latin1_General_100_BIN2 null,
    agentSourcedIds  nvarchar(max) collate Latin1_General_100_BIN2 null,
    orgSourcedIds    nvarchar(max) collate Latin1_General_100_BIN2 not null,
    grades           nvarchar(max) collate Latin1_General_100_BIN2 null,
    password         nvarchar(max) collate Latin1_General_100_BIN2 null,
    metadata         nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest           nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc              nvarchar(max) collate Latin1_General_100_BIN2 not null,
    -- Lowered twice: in the binary collation some engines know the capitals of ASCII only, in the other one
    -- SQL Server does not know those that Unicode got after 1996.
    usernameKey      as (lower(lower(username collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)) persisted,
    familyNameKey    as (lower(lower(familyName collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)) persisted,
    givenNameKey     as (lower(lower(givenName collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)) persisted,
    emailKey         as (lower(lower(coalesce(email, N'') collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)) persisted,
    identifierKey    as (lower(lower(coalesce(identifier, N'') collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)) persisted,
    constraint users_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.users') and name like N'users_order%')
create unique clustered index users_order on gcidm.users (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.users') and name like N'users_page%')
create unique index users_page on gcidm.users (feedId, sourcedId) include (audienceId, status, role);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.users') and name like N'users_dateLastModified%')
create index users_dateLastModified on gcidm.users (feedId, dateLastModified, sourcedId);

-- What is looked up and sorted by most: texts in lower case, by code point, an absent one as ''.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.users') and name like N'users_role%')
create index users_role on gcidm.users (feedId, role, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.users') and name like N'users_username%')
create index users_username on gcidm.users (feedId, usernameKey, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.users') and name like N'users_familyName%')
create index users_familyName on gcidm.users (feedId, familyNameKey, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.users') and name like N'users_givenName%')
create index users_givenName on gcidm.users (feedId, givenNameKey, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.users') and name like N'users_email%')
create index users_email on gcidm.users (feedId, emailKey, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.users') and name like N'users_identifier%')
create index users_identifier on gcidm.users (feedId, identifierKey, sourcedId);
