-- The schools of an audience, one a row; the audience '*' has none, it follows its feed.
if object_id(N'gcidm.audienceSchools', N'U') is null
create table gcidm.audienceSchools (
    schoolSourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null,
    audienceId      int not null,
    constraint audienceSchools_key primary key (schoolSourcedId, audienceId)
);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.audienceSchools') and name like N'audienceSchools_audienceId%')
create index audienceSchools_audienceId on gcidm.audienceSchools (audienceId);
