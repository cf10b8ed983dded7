-- Courses; a class is one of a course's instances.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.courses', N'U') is null
create table gcidm.courses (
    sourcedId           nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId              int not null,
    audienceId          int not null,
    status              nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified    datetime2(3) not null,
    title               nvarchar(max) collate Latin1_General_100_BIN2 not null,
    schoolYearSourcedId nvarchar(255) collate Latin1_General_100_BIN2 null,
    courseCode          nvarchar(max) collate Latin1_General_100_BIN2 null,
    grades              nvarchar(max) collate Latin1_General_100_BIN2 null,
    subjects            nvarchar(max) collate Latin1_General_100_BIN2 null,
    orgSourcedId        nvarchar(255) collate Latin1_General_100_BIN2 not null,
    subjectCodes        nvarchar(max) collate Latin1_General_100_BIN2 null,
    resourceSourcedIds  nvarchar(max) collate Latin1_General_100_BIN2 null,
    metadata            nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest              nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc                 nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint courses_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.courses') and name like N'courses_order%')
create unique clustered index courses_order on gcidm.courses (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.courses') and name like N'courses_page%')
create unique index courses_page on gcidm.courses (feedId, sourcedId) include (audienceId, status);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.courses') and name like N'courses_schoolYearSourcedId%')
create index courses_schoolYearSourcedId on gcidm.courses (schoolYearSourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.courses') and name like N'courses_orgSourcedId%')
create index courses_orgSourcedId on gcidm.courses (orgSourcedId);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.courses') and name like N'courses_dateLastModified%')
create index courses_dateLastModified on gcidm.courses (feedId, dateLastModified, sourcedId);
