-- Classes: who is taught what, by whom, where and when.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.classes (
    sourcedId          text collate "C" primary key,
    feedId             integer not null,
    audienceId         integer not null,
    status             text not null check (status in ('active', 'tobedeleted')),
    dateLastModified   timestamptz(3) not null,
    title              text not null,
    classCode          text,
    classType          text not null,
    location           text,
    grades             jsonb,
    subjects           jsonb,
    courseSourcedId    text collate "C" not null,
    schoolSourcedId    text collate "C" not null,
    termSourcedIds     jsonb not null,
    subjectCodes       jsonb,
    periods            jsonb,
    resourceSourcedIds jsonb,
    metadata           jsonb,
    digest             text not null,
    doc                text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists classes_page on gcidm.classes (feedId, sourcedId) include (audienceId, status);
create index if not exists classes_courseSourcedId on gcidm.classes (courseSourcedId);
create index if not exists classes_schoolSourcedId on gcidm.classes (schoolSourcedId);

-- What changed since.
create index if not exists classes_dateLastModified on gcidm.classes (feedId, dateLastModified, sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.classes_changes (mcv) on feedId, dateLastModified from gcidm.classes;
