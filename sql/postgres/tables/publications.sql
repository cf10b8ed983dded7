-- Each change of a feed's records that readers got to see: the revision that the feed reached by it, the
-- dateLastModified of the records that it changed, and when it was made known, the last thing before
-- its commit. The two instants can lie far apart, and changes become visible in the order of the
-- second: gcidm.changed_from makes good for that.
create table if not exists gcidm.publications (
    feedId           integer not null,
    revision         bigint not null,
    dateLastModified timestamptz(3) not null,
    publishedAt      timestamptz not null,
    primary key (feedId, revision)
);

drop index if exists gcidm.publications_dateLastModified;
create index if not exists publications_changed on gcidm.publications (dateLastModified) include (publishedAt, feedId);
-- The late ones, which are few: imports that saved for long, writes that waited for an import.
drop index if exists gcidm.publications_late;
create index if not exists publications_published on gcidm.publications (publishedAt) include (dateLastModified, feedId)
    where publishedAt - dateLastModified > interval '10 seconds';
