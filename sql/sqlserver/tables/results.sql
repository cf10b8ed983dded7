-- A student's score for a line item.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.results', N'U') is null
create table gcidm.results (
    sourcedId         nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId            int not null,
    audienceId        int not null,
    status            nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified  datetime2(3) not null,
    lineItemSourcedId nvarchar(255) collate Latin1_General_100_BIN2 null,
    studentSourcedId  nvarchar(255) collate Latin1_General_100_BIN2 null,
    scoreStatus       nvarchar(255) collate Latin1_General_100_BIN2 null,
    score             float null,
    scoreDate         date null,
    comment           nvarchar(max) collate Latin1_General_100_BIN2 null,
    metadata          nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest            nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc               nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint results_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.results') and name like N'results_order%')
create unique clustered index results_order on gcidm.results (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.results') and name like N'results_page%')
create unique index results_page on gcidm.results (feedId, sourcedId) include (audienceId, status);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.results') and name like N'results_lineItemSourcedId%')
create index results_lineItemSourcedId on gcidm.results (lineItemSourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.results') and name like N'results_studentSourcedId%')
create index results_studentSourcedId on gcidm.results (studentSourcedId);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.results') and name like N'results_dateLastModified%')
create index results_dateLastModified on gcidm.results (feedId, dateLastModified, sourcedId);
