-- People: students, staff, parents and guardians.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.users (
    sourcedId        text collate "C" primary key,
    feedId           integer not null,
    audienceId       integer not null,
    status           text not null check (status in ('active', 'tobedeleted')),
    dateLastModified timestamptz(3) not null,
    username         text not null,
    userIds          jsonb,
    enabledUser      boolean not null,
    givenName        text not null,
    familyName       text not null,
    middleName       text,
    role             text not null,
    identifier       text,
    email            text,
    sms              text,
    phone            text,
    agentSourcedIds  jsonb,
    orgSourcedIds    jsonb not null,
    grades           jsonb,
    password         text,
    metadata         jsonb,
    digest           text not null,
    doc              text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists users_page on gcidm.users (feedId, sourcedId) include (audienceId, status, role);

-- What changed since.
create index if not exists users_dateLastModified on gcidm.users (feedId, dateLastModified, sourcedId);

-- What is looked up and sorted by most: the expressions of gcidm.key_of.
create index if not exists users_role on gcidm.users (feedId, role, sourcedId);
create index if not exists users_username on gcidm.users (feedId, (lower(username) collate "C"), sourcedId);
create index if not exists users_familyName on gcidm.users (feedId, (lower(familyName) collate "C"), sourcedId);
create index if not exists users_givenName on gcidm.users (feedId, (lower(givenName) collate "C"), sourcedId);
create index if not exists users_email on gcidm.users (feedId, (lower(coalesce(email, '')) collate "C"), sourcedId);
create index if not exists users_identifier on gcidm.users (feedId, (lower(coalesce(identifier, '')) collate "C"), sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.users_changes (mcv) on feedId, dateLastModified from gcidm.users;
