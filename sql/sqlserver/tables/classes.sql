-- Classes: who is taught what, by whom, where and when.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.classes', N'U') is null
create table gcidm.classes (
    sourcedId          nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId             int not null,
    audienceId         int not null,
    status             nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified   datetime2(3) not null,
    title              nvarchar(max) collate Latin1_General_100_BIN2 not null,
    classCode          nvarchar(max) collate Latin1_General_100_BIN2 null,
    classType          nvarchar(255) collate Latin1_General_100_BIN2 not null,
    location           nvarchar(max) collate Latin1_General_100_BIN2 null,
    grades             nvarchar(max) collate Latin1_General_100_BIN2 null,
    subjects           nvarchar(max) collate Latin1_General_100_BIN2 null,
    courseSourcedId    nvarchar(255) collate Latin1_General_100_BIN2 not null,
    schoolSourcedId    nvarchar(255) collate Latin1_General_100_BIN2 not null,
    termSourcedIds     nvarchar(max) collate Latin1_General_100_BIN2 not null,
    subjectCodes       nvarchar(max) collate Latin1_General_100_BIN2 null,
    periods            nvarchar(max) collate Latin1_General_100_BIN2 null,
    resourceSourcedIds nvarchar(max) collate Latin1_General_100_BIN2 null,
    metadata           nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest             nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc                nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint classes_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.classes') and name like N'classes_order%')
create unique clustered index classes_order on gcidm.classes (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.classes') and name like N'classes_page%')
create unique index classes_page on gcidm.classes (feedId, sourcedId) include (audienceId, status);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.classes') and name like N'classes_courseSourcedId%')
create index classes_courseSourcedId on gcidm.classes (courseSourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.classes') and name like N'classes_schoolSourcedId%')
create index classes_schoolSourcedId on gcidm.classes (schoolSourcedId);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.classes') and name like N'classes_dateLastModified%')
create index classes_dateLastModified on gcidm.classes (feedId, dateLastModified, sourcedId);
