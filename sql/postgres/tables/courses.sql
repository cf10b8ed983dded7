-- Courses; a class is one of a course's instances.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.courses (
    sourcedId           text collate "C" primary key,
    feedId              integer not null,
    audienceId          integer not null,
    status              text not null check (status in ('active', 'tobedeleted')),
    dateLastModified    timestamptz(3) not null,
    title               text not null,
    schoolYearSourcedId text collate "C",
    courseCode          text,
    grades              jsonb,
    subjects            jsonb,
    orgSourcedId        text collate "C" not null,
    subjectCodes        jsonb,
    resourceSourcedIds  jsonb,
    metadata            jsonb,
    digest              text not null,
    doc                 text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists courses_page on gcidm.courses (feedId, sourcedId) include (audienceId, status);
create index if not exists courses_schoolYearSourcedId on gcidm.courses (schoolYearSourcedId) where schoolYearSourcedId is not null;
create index if not exists courses_orgSourcedId on gcidm.courses (orgSourcedId);

-- What changed since.
create index if not exists courses_dateLastModified on gcidm.courses (feedId, dateLastModified, sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.courses_changes (mcv) on feedId, dateLastModified from gcidm.courses;
