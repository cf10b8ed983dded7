-- School years, terms, semesters and grading periods.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.academicSessions', N'U') is null
create table gcidm.academicSessions (
    sourcedId        nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId           int not null,
    audienceId       int not null,
    status           nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified datetime2(3) not null,
    title            nvarchar(max) collate Latin1_General_100_BIN2 not null,
    startDate        date not null,
    endDate          date not null,
    type             nvarchar(255) collate Latin1_General_100_BIN2 not null,
    parentSourcedId  nvarchar(255) collate Latin1_General_100_BIN2 null,
    schoolYear       nvarchar(255) collate Latin1_General_100_BIN2 not null,
    metadata         nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest           nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc              nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint academicSessions_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.academicSessions') and name like N'academicSessions_order%')
create unique clustered index academicSessions_order on gcidm.academicSessions (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.academicSessions') and name like N'academicSessions_page%')
create unique index academicSessions_page on gcidm.academicSessions (feedId, sourcedId) include (audienceId, status, type);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.academicSessions') and name like N'academicSessions_parent%')
create index academicSessions_parent on gcidm.academicSessions (parentSourcedId);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.academicSessions') and name like N'academicSessions_modified%')
create index academicSessions_modified on gcidm.academicSessions (feedId, dateLastModified, sourcedId);
