-- Who is in which class, and as what.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.enrollments (
    sourcedId        text collate "C" primary key,
    feedId           integer not null,
    audienceId       integer not null,
    status           text not null check (status in ('active', 'tobedeleted')),
    dateLastModified timestamptz(3) not null,
    userSourcedId    text collate "C" not null,
    classSourcedId   text collate "C" not null,
    schoolSourcedId  text collate "C" not null,
    role             text not null,
    "primary"        boolean,
    beginDate        date,
    endDate          date,
    metadata         jsonb,
    digest           text not null,
    doc              text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists enrollments_page on gcidm.enrollments (feedId, sourcedId) include (audienceId, status, role);
create index if not exists enrollments_userSourcedId on gcidm.enrollments (userSourcedId);
create index if not exists enrollments_classSourcedId on gcidm.enrollments (classSourcedId);
create index if not exists enrollments_schoolSourcedId on gcidm.enrollments (schoolSourcedId);

-- What changed since.
create index if not exists enrollments_dateLastModified on gcidm.enrollments (feedId, dateLastModified, sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.enrollments_changes (mcv) on feedId, dateLastModified from gcidm.enrollments;
