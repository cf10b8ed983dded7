-- Keeps the staged users' profiles under metadata.userProfiles, as the text of a JSON array; without
-- passwords.
create or replace function gcidm.fold_userProfiles() returns table (line integer, value text)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    update pg_temp.staged u
    set record = u.record || jsonb_build_object('metadata',
        coalesce(u.record -> 'metadata', '{}') || jsonb_build_object('userProfiles', p.profiles))
    from (
        select s.record ->> 'userSourcedId' as userSourcedId,
               jsonb_agg(s.record - array['userSourcedId', 'password']
                         || jsonb_build_object('sourcedId', s.sourcedId) order by s.sourcedId)::text as profiles
        from pg_temp.staged s
        where s.kind = 'userProfiles' and s.status = 'active'
        group by s.record ->> 'userSourcedId'
    ) p
    where u.kind = 'users' and not u.live and u.sourcedId = p.userSourcedId;
end
$$;
