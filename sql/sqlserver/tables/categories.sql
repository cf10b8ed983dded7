-- Categories of line items.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.categories', N'U') is null
create table gcidm.categories (
    sourcedId        nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId           int not null,
    audienceId       int not null,
    status           nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified datetime2(3) not null,
    title            nvarchar(max) collate Latin1_General_100_BIN2 not null,
    metadata         nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest           nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc              nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint categories_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.categories') and name like N'categories_order%')
create unique clustered index categories_order on gcidm.categories (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.categories') and name like N'categories_page%')
create unique index categories_page on gcidm.categories (feedId, sourcedId) include (audienceId, status);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.categories') and name like N'categories_dateLastModified%')
create index categories_dateLastModified on gcidm.categories (feedId, dateLastModified, sourcedId);
