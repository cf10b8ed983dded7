-- References of which a record can have several, in both reading directions.
-- field is one of users.orgs, users.agents, classes.terms, classes.resources, courses.resources;
-- sourcedId is the record that refers, target the one referred to.
-- The key is not clustered: that would be too short for two sourcedIds of 255 characters.
if object_id(N'gcidm.links', N'U') is null
create table gcidm.links (
    field     nvarchar(32) collate Latin1_General_100_BIN2 not null,
    sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null,
    target    nvarchar(255) collate Latin1_General_100_BIN2 not null,
    constraint links_key primary key nonclustered (field, target, sourcedId)
);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.links') and name like N'links_sourcedId%')
create clustered index links_sourcedId on gcidm.links (field, sourcedId);
