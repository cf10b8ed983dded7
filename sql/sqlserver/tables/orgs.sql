-- Organisations: schools, and the districts, local authorities and departments around them.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.orgs', N'U') is null
create table gcidm.orgs (
    sourcedId        nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId           int not null,
    audienceId       int not null,
    status           nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified datetime2(3) not null,
    name             nvarchar(255) collate Latin1_General_100_BIN2 not null,
    type             nvarchar(255) collate Latin1_General_100_BIN2 not null,
    identifier       nvarchar(255) collate Latin1_General_100_BIN2 null,
    parentSourcedId  nvarchar(255) collate Latin1_General_100_BIN2 null,
    metadata         nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest           nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc              nvarchar(max) collate Latin1_General_100_BIN2 not null,
    -- Lowered twice: in the binary collation some engines know the capitals of ASCII only, in the other one
    -- SQL Server does not know those that Unicode got after 1996.
    nameKey          as (lower(lower(name collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)) persisted,
    identifierKey    as (lower(lower(coalesce(identifier, N'') collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)) persisted,
    constraint orgs_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.orgs') and name like N'orgs_order%')
create unique clustered index orgs_order on gcidm.orgs (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.orgs') and name like N'orgs_page%')
create unique index orgs_page on gcidm.orgs (feedId, sourcedId) include (audienceId, status, type);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.orgs') and name like N'orgs_parentSourcedId%')
create index orgs_parentSourcedId on gcidm.orgs (parentSourcedId);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.orgs') and name like N'orgs_dateLastModified%')
create index orgs_dateLastModified on gcidm.orgs (feedId, dateLastModified, sourcedId);

-- What is looked up and sorted by most: texts in lower case, by code point, an absent one as ''.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.orgs') and name like N'orgs_name%')
create index orgs_name on gcidm.orgs (feedId, nameKey, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.orgs') and name like N'orgs_identifier%')
create index orgs_identifier on gcidm.orgs (feedId, identifierKey, sourcedId);
