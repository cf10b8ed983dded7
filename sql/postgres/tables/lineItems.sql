-- Pieces of work that are given a score.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.lineItems (
    sourcedId              text collate "C" primary key,
    feedId                 integer not null,
    audienceId             integer not null,
    status                 text not null check (status in ('active', 'tobedeleted')),
    dateLastModified       timestamptz(3) not null,
    title                  text,
    description            text,
    assignDate             timestamptz(3),
    dueDate                timestamptz(3),
    classSourcedId         text collate "C",
    categorySourcedId      text collate "C",
    gradingPeriodSourcedId text collate "C",
    resultValueMin         double precision,
    resultValueMax         double precision,
    metadata               jsonb,
    digest                 text not null,
    doc                    text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists lineItems_page on gcidm.lineItems (feedId, sourcedId) include (audienceId, status);
create index if not exists lineItems_classSourcedId on gcidm.lineItems (classSourcedId);
create index if not exists lineItems_categorySourcedId on gcidm.lineItems (categorySourcedId);
create index if not exists lineItems_gradingPeriodSourcedId on gcidm.lineItems (gradingPeriodSourcedId);

-- What changed since.
create index if not exists lineItems_dateLastModified on gcidm.lineItems (feedId, dateLastModified, sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.lineItems_changes (mcv) on feedId, dateLastModified from gcidm.lineItems;
