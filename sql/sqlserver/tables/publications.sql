-- Each change of a feed's records that readers got to see: the revision that the feed reached by it, the
-- dateLastModified of the records that it changed, and when it was made known, the last thing before
-- its commit. The two instants can lie far apart, and changes become visible in the order of the
-- second: gcidm.changed_from makes good for that.
if object_id(N'gcidm.publications', N'U') is null
create table gcidm.publications (
    feedId           int not null,
    revision         bigint not null,
    dateLastModified datetime2(3) not null,
    publishedAt      datetime2(3) not null,
    constraint publications_key primary key (feedId, revision)
);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.publications') and name like N'publications_dateLastModified%')
create index publications_dateLastModified on gcidm.publications (dateLastModified) include (publishedAt);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.publications') and name like N'publications_publishedAt%')
create index publications_publishedAt on gcidm.publications (publishedAt) include (dateLastModified);
