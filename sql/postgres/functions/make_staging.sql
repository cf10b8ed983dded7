-- The tables of one import: temporary, so that they cost no WAL, can be analysed without making
-- another import wait, and are gone with the transaction, however it ends. Returns what the connection
-- has yet to run itself: nothing here.
create or replace function gcidm.make_staging() returns table (batch text)
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_file text;
begin
    -- The set as it was read, and, live, what the feed has and the set does not state. compared: which
    -- of it is compared with the feed: the whole 'record'; its 'state', which is status and audience;
    -- or 'nothing', of what is there for others to refer to.
    create temp table staged (
        kind      text not null,
        sourcedId text collate "C" not null,
        line      integer not null,
        live      boolean not null,
        compared  text not null,
        status    text not null,
        record    jsonb not null
    ) partition by list (kind) on commit drop;
    foreach v_file in array array[
        'orgs', 'academicSessions', 'resources', 'courses', 'classes', 'users', 'enrollments',
        'demographics', 'categories', 'lineItems', 'results', 'courseResources', 'classResources',
        'roles', 'userProfiles'
    ] loop
        execute format('create temp table staged_%s partition of pg_temp.staged for values in (%L)',
                       v_file, v_file);
    end loop;

    -- What is staged of the feed.
    create temp table wanted (
        kind      text not null,
        sourcedId text collate "C" not null,
        compared  text not null,
        primary key (kind, sourcedId)
    ) on commit drop;

    -- Lists that follow from other records: a parent's children, both directions of agents, resources.
    create temp table lists (
        kind      text not null,
        sourcedId text collate "C" not null,
        field     text not null,
        list      jsonb not null
    ) on commit drop;

    -- Which schools a record reaches, a pair a row; and the audience that follows.
    create temp table reach (
        kind      text not null,
        sourcedId text collate "C" not null,
        school    text collate "C" not null
    ) on commit drop;
    create temp table audienceOf (
        kind       text not null,
        sourcedId  text collate "C" not null,
        audienceId integer not null
    ) on commit drop;

    -- What has to be saved, numbered in the order of sourcedId. record is null when only status or
    -- audience change.
    create temp table changes (
        kind       text not null,
        place      integer not null,
        change     text not null,
        sourcedId  text collate "C" not null,
        status     text not null,
        audienceId integer not null,
        digest     text not null,
        record     jsonb,
        primary key (kind, place)
    ) on commit drop;
end
$$;
