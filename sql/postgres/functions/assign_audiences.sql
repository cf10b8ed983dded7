-- Gives the staged records of a kind the audience of the schools that they reach; of every school
-- ('*') when they reach none.
create or replace function gcidm.assign_audiences(p_feed integer, p_kind text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    with keys as (
        select sourcedId, string_agg(school, ' ' order by school) as schools
        from (select distinct sourcedId, school from pg_temp.reach where kind = p_kind) one
        group by sourcedId
    ), keyed as materialized (
        select s.sourcedId, coalesce(k.schools, '*') collate "C" as schools
        from (select distinct sourcedId from pg_temp.staged where kind = p_kind) s
        left join keys k on k.sourcedId = s.sourcedId
    ), made as (
        insert into gcidm.audiences (feedId, schools)
        select distinct p_feed, schools from keyed
        on conflict do nothing
        returning audienceId, schools
    ), known as (
        select audienceId, schools from made
        union all
        select audienceId, schools from gcidm.audiences where feedId = p_feed
    )
    insert into pg_temp.audienceOf (kind, sourcedId, audienceId)
    select p_kind, k.sourcedId, a.audienceId
    from keyed k
    join known a on a.schools = k.schools;
end
$$;
