-- Gives the staged users what their rows of roles.csv say: the role of the first primary row, the orgs of all
-- of them that name one. Returns the lines of active users without any, and their sourcedIds.
create or replace function gcidm.fold_roles() returns table (line integer, value text)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    update pg_temp.staged u
    set record = u.record || r.record || case
            when r.metadata is null then '{}'
            else jsonb_build_object('metadata', coalesce(u.record -> 'metadata', '{}') || r.metadata) end
    from (
        select s.record ->> 'userSourcedId' as userSourcedId,
               jsonb_build_object(
                   'role', (array_agg(s.record -> 'role' order by s.record ->> 'roleType', s.line))[1],
                   'orgSourcedIds', coalesce(jsonb_agg(distinct s.record -> 'orgSourcedId')
                                             filter (where s.record ? 'orgSourcedId'), '[]')) as record,
               (array_agg(s.record -> 'metadata' order by s.record ->> 'roleType', s.line))[1] as metadata
        from pg_temp.staged s
        where s.kind = 'roles' and s.status = 'active' and s.record ? 'role'
        group by s.record ->> 'userSourcedId'
    ) r
    where u.kind = 'users' and not u.live and u.sourcedId = r.userSourcedId;

    return query
    select u.line, u.sourcedId
    from pg_temp.staged u
    where u.kind = 'users' and not u.live and not u.record ? 'role'
    order by u.line;
end
$$;
