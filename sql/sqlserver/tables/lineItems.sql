-- Pieces of work that are given a score.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.lineItems', N'U') is null
create table gcidm.lineItems (
    sourcedId              nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId                 int not null,
    audienceId             int not null,
    status                 nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified       datetime2(3) not null,
    title                  nvarchar(max) collate Latin1_General_100_BIN2 null,
    description            nvarchar(max) collate Latin1_General_100_BIN2 null,
    assignDate             datetime2(3) null,
    dueDate                datetime2(3) null,
    classSourcedId         nvarchar(255) collate Latin1_General_100_BIN2 null,
    categorySourcedId      nvarchar(255) collate Latin1_General_100_BIN2 null,
    gradingPeriodSourcedId nvarchar(255) collate Latin1_General_100_BIN2 null,
    resultValueMin         float null,
    resultValueMax         float null,
    metadata               nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest                 nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc                    nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint lineItems_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.lineItems') and name like N'lineItems_order%')
create unique clustered index lineItems_order on gcidm.lineItems (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.lineItems') and name like N'lineItems_page%')
create unique index lineItems_page on gcidm.lineItems (feedId, sourcedId) include (audienceId, status);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.lineItems') and name like N'lineItems_classSourcedId%')
create index lineItems_classSourcedId on gcidm.lineItems (classSourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.lineItems') and name like N'lineItems_categorySourcedId%')
create index lineItems_categorySourcedId on gcidm.lineItems (categorySourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.lineItems') and name like N'lineItems_gradingPeriod%')
create index lineItems_gradingPeriod on gcidm.lineItems (gradingPeriodSourcedId);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.lineItems') and name like N'lineItems_dateLastModified%')
create index lineItems_dateLastModified on gcidm.lineItems (feedId, dateLastModified, sourcedId);
