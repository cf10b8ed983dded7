-- A student's score for a line item.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.results (
    sourcedId         text collate "C" primary key,
    feedId            integer not null,
    audienceId        integer not null,
    status            text not null check (status in ('active', 'tobedeleted')),
    dateLastModified  timestamptz(3) not null,
    lineItemSourcedId text collate "C",
    studentSourcedId  text collate "C",
    scoreStatus       text,
    score             double precision,
    scoreDate         date,
    comment           text,
    metadata          jsonb,
    digest            text not null,
    doc               text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists results_page on gcidm.results (feedId, sourcedId) include (audienceId, status);
create index if not exists results_lineItemSourcedId on gcidm.results (lineItemSourcedId);
create index if not exists results_studentSourcedId on gcidm.results (studentSourcedId);

-- What changed since.
create index if not exists results_dateLastModified on gcidm.results (feedId, dateLastModified, sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.results_changes (mcv) on feedId, dateLastModified from gcidm.results;
