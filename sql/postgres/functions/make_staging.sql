-- The tables of one import: temporary, so that they cost no WAL, can be analysed without making
-- another import wait, and are gone with the transaction, however it ends.
create or replace function gcidm.make_staging() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_file text;
begin
    -- The set as it was read. live rows stand for files that the set does not have.
    create temp table staged (
        kind      text not null,
        sourcedId text collate "C" not null,
        line      integer not null,
        live      boolean not null,
        status    text not null,
        record    jsonb not null
    ) partition by list (kind) on commit drop;
    foreach v_file in array array[
        'orgs', 'academicSessions', 'resources', 'courses', 'classes', 'users', 'enrollments',
        'demographics', 'categories', 'lineItems', 'results', 'courseResources', 'classResources'
    ] loop
        execute format('create temp table staged_%s partition of pg_temp.staged for values in (%L)',
                       v_file, v_file);
    end loop;

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
