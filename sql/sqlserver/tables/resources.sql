-- Learning resources of classes and courses.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.resources', N'U') is null
create table gcidm.resources (
    sourcedId        nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId           int not null,
    audienceId       int not null,
    status           nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified datetime2(3) not null,
    vendorResourceId nvarchar(max) collate Latin1_General_100_BIN2 not null,
    title            nvarchar(max) collate Latin1_General_100_BIN2 null,
    roles            nvarchar(max) collate Latin1_General_100_BIN2 null,
    importance       nvarchar(255) collate Latin1_General_100_BIN2 null,
    vendorId         nvarchar(max) collate Latin1_General_100_BIN2 null,
    applicationId    nvarchar(max) collate Latin1_General_100_BIN2 null,
    metadata         nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest           nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc              nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint resources_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.resources') and name like N'resources_order%')
create unique clustered index resources_order on gcidm.resources (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.resources') and name like N'resources_page%')
create unique index resources_page on gcidm.resources (feedId, sourcedId) include (audienceId, status);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.resources') and name like N'resources_dateLastModified%')
create index resources_dateLastModified on gcidm.resources (feedId, dateLastModified, sourcedId);
