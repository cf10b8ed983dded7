-- What may be wrong with the set's users, though it is allowed: each finding's name, how often, and
-- the first five sourcedIds.
create or replace function gcidm.quality_users(p_feed integer)
returns table (finding text, number bigint, examples text)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    with stated as (
        select s.sourcedId, s.record, s.live from pg_temp.staged s
        where s.kind = 'users' and s.status = 'active'
    ), named as (
        select n.name, lower(s.record ->> n.name) as value, s.sourcedId, s.live
        from stated s cross join (values ('username'), ('email')) as n(name)
        where s.record ->> n.name <> ''
    ), repeated as (
        select n.name, n.value from named n group by n.name, n.value
        having count(*) > 1 and not bool_and(n.live)
    ), agents as (
        select s.sourcedId, a.agent, s.live
        from pg_temp.staged s
        cross join lateral jsonb_array_elements_text(s.record -> 'agentSourcedIds') as a(agent)
        where s.kind = 'users'
    ), found as (
        select 'noOrg' as finding, s.sourcedId from stated s
        where not s.live and jsonb_array_length(coalesce(s.record -> 'orgSourcedIds', '[]')) = 0
        union all
        select case n.name when 'email' then 'sameEmail' else 'sameUsername' end, n.sourcedId
        from named n join repeated r on r.name = n.name and r.value = n.value
        union
        select 'sameUsername', n.sourcedId
        from named n
        join gcidm.users u on u.feedId = p_feed and lower(u.username) collate "C" = n.value collate "C"
        where n.name = 'username' and not n.live and u.status = 'active' and not exists (
              select from pg_temp.staged k where k.kind = 'users' and k.sourcedId = u.sourcedId)
          and not exists (
              select from pg_temp.changes c where c.kind = 'users' and c.sourcedId = u.sourcedId)
        union
        select 'sameEmail', n.sourcedId
        from named n
        join gcidm.users u on u.feedId = p_feed and lower(coalesce(u.email, '')) collate "C" = n.value collate "C"
        where n.name = 'email' and not n.live and u.status = 'active' and not exists (
              select from pg_temp.staged k where k.kind = 'users' and k.sourcedId = u.sourcedId)
          and not exists (
              select from pg_temp.changes c where c.kind = 'users' and c.sourcedId = u.sourcedId)
        union all
        select 'agentNotMutual', a.sourcedId from agents a
        where not a.live and not exists (
            select from agents back where back.sourcedId = a.agent and back.agent = a.sourcedId
        )
    )
    select f.finding, count(*), array_to_string((array_agg(f.sourcedId order by f.sourcedId))[1:5], ', ')
    from found f
    group by f.finding;
end
$$;
