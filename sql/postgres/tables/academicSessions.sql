-- School years, terms, semesters and grading periods.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.academicSessions (
    sourcedId        text collate "C" primary key,
    feedId           integer not null,
    audienceId       integer not null,
    status           text not null check (status in ('active', 'tobedeleted')),
    dateLastModified timestamptz(3) not null,
    title            text not null,
    startDate        date not null,
    endDate          date not null,
    type             text not null,
    parentSourcedId  text collate "C",
    schoolYear       text not null,
    metadata         jsonb,
    digest           text not null,
    doc              text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists academicSessions_page on gcidm.academicSessions (feedId, sourcedId) include (audienceId, status, type);
create index if not exists academicSessions_parentSourcedId on gcidm.academicSessions (parentSourcedId) where parentSourcedId is not null;

-- What changed since.
create index if not exists academicSessions_dateLastModified on gcidm.academicSessions (feedId, dateLastModified, sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.academicSessions_changes (mcv) on feedId, dateLastModified from gcidm.academicSessions;
