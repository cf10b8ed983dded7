-- Who is in which class, and as what.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.enrollments', N'U') is null
create table gcidm.enrollments (
    sourcedId        nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId           int not null,
    audienceId       int not null,
    status           nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified datetime2(3) not null,
    userSourcedId    nvarchar(255) collate Latin1_General_100_BIN2 not null,
    classSourcedId   nvarchar(255) collate Latin1_General_100_BIN2 not null,
    schoolSourcedId  nvarchar(255) collate Latin1_General_100_BIN2 not null,
    role             nvarchar(255) collate Latin1_General_100_BIN2 not null,
    "primary"        bit null,
    beginDate        date null,
    endDate          date null,
    metadata         nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest           nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc              nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint enrollments_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.enrollments') and name like N'enrollments_order%')
create unique clustered index enrollments_order on gcidm.enrollments (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.enrollments') and name like N'enrollments_page%')
create unique index enrollments_page on gcidm.enrollments (feedId, sourcedId) include (audienceId, status, role);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.enrollments') and name like N'enrollments_userSourcedId%')
create index enrollments_userSourcedId on gcidm.enrollments (userSourcedId) include (classSourcedId, status, role);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.enrollments') and name like N'enrollments_classSourcedId%')
create index enrollments_classSourcedId on gcidm.enrollments (classSourcedId) include (userSourcedId, status, role);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.enrollments') and name like N'enrollments_schoolSourcedId%')
create index enrollments_schoolSourcedId on gcidm.enrollments (schoolSourcedId);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.enrollments') and name like N'enrollments_dateLastModified%')
create index enrollments_dateLastModified on gcidm.enrollments (feedId, dateLastModified, sourcedId);
