-- Learning resources of classes and courses.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.resources (
    sourcedId        text collate "C" primary key,
    feedId           integer not null,
    audienceId       integer not null,
    status           text not null check (status in ('active', 'tobedeleted')),
    dateLastModified timestamptz(3) not null,
    vendorResourceId text not null,
    title            text,
    roles            jsonb,
    importance       text,
    vendorId         text,
    applicationId    text,
    metadata         jsonb,
    digest           text not null,
    doc              text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists resources_page on gcidm.resources (feedId, sourcedId) include (audienceId, status);

-- What changed since.
create index if not exists resources_dateLastModified on gcidm.resources (feedId, dateLastModified, sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.resources_changes (mcv) on feedId, dateLastModified from gcidm.resources;
