-- The schools of an audience, one a row; the audience '*' has none, it follows its feed.
create table if not exists gcidm.audienceSchools (
    schoolSourcedId text collate "C" not null,
    audienceId      integer not null,
    primary key (schoolSourcedId, audienceId)
);
create index if not exists audienceSchools_audienceId on gcidm.audienceSchools (audienceId);
