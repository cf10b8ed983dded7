-- An audience is a set of schools of one feed; each record belongs to one audience. schools is the
-- set's key: the schools' sourcedIds, sorted, joined by a blank; '*' is every school of the feed.
-- Looked up by its digest: the sourcedIds of a hundred schools are longer than an index entry may be.
if object_id(N'gcidm.audiences', N'U') is null
create table gcidm.audiences (
    audienceId int identity not null constraint audiences_key primary key,
    feedId     int not null,
    schools    nvarchar(max) collate Latin1_General_100_BIN2 not null,
    digest     as convert(varbinary(32), hashbytes('SHA2_256', schools)) persisted
);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.audiences') and name like N'audiences_schools%')
create unique index audiences_schools on gcidm.audiences (feedId, digest);
