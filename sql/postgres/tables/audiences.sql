-- An audience is a set of schools of one feed; each record belongs to one audience. schools is the
-- set's key: the schools' sourcedIds, sorted, joined by a blank; '*' is every school of the feed.
create table if not exists gcidm.audiences (
    audienceId integer generated always as identity primary key,
    feedId     integer not null,
    schools    text collate "C" not null
);

-- By its digest: the sourcedIds of a hundred schools are longer than an index entry may be.
create unique index if not exists audiences_schools on gcidm.audiences (feedId, md5(schools));
