-- Organisations: schools, and the districts, local authorities and departments around them.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.orgs (
    sourcedId        text collate "C" primary key,
    feedId           integer not null,
    audienceId       integer not null,
    status           text not null check (status in ('active', 'tobedeleted')),
    dateLastModified timestamptz(3) not null,
    name             text not null,
    type             text not null,
    identifier       text,
    parentSourcedId  text collate "C",
    metadata         jsonb,
    digest           text not null,
    doc              text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists orgs_page on gcidm.orgs (feedId, sourcedId) include (audienceId, status, type);
create index if not exists orgs_parentSourcedId on gcidm.orgs (parentSourcedId) where parentSourcedId is not null;

-- What changed since.
create index if not exists orgs_dateLastModified on gcidm.orgs (feedId, dateLastModified, sourcedId);

-- What is looked up and sorted by most: the expressions of gcidm.key_of.
create index if not exists orgs_identifier on gcidm.orgs (feedId, (lower(coalesce(identifier, '')) collate "C"), sourcedId);
create index if not exists orgs_name on gcidm.orgs (feedId, (lower(name) collate "C"), sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.orgs_changes (mcv) on feedId, dateLastModified from gcidm.orgs;
