-- Adds to the changes those records of a kind that stay as they are, but refer to what other schools see
-- from now on: whether the reference is shown to a relying party that sees a part of the feed depends on
-- that (see hidden_references), so to some the record shows something else. The changes of orgs, and of
-- users for their own, must be known. Tombstones show what they showed.
create or replace function gcidm.find_referring(p_kind text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    v_last integer := (select coalesce(max(c.place), 0) from pg_temp.changes c where c.kind = p_kind);
begin
    insert into pg_temp.changes (kind, place, change, sourcedId, status, audienceId, digest, record)
    with moved as (
        select c.kind, c.sourcedId
        from pg_temp.changes c join gcidm.orgs o on o.sourcedId = c.sourcedId
        where c.kind = 'orgs' and o.audienceId <> c.audienceId
        union all
        select c.kind, c.sourcedId
        from pg_temp.changes c join gcidm.users u on u.sourcedId = c.sourcedId
        where c.kind = 'users' and p_kind = 'users' and u.audienceId <> c.audienceId
    ), referring as (
        select l.sourcedId
        from moved m join gcidm.links l on l.target = m.sourcedId
         and l.field = case m.kind when 'users' then 'users.agents' else 'users.orgs' end
        where p_kind = 'users'
        union
        select o.parentSourcedId from moved m join gcidm.orgs o on o.sourcedId = m.sourcedId where p_kind = 'orgs'
        union
        select o.sourcedId from moved m join gcidm.orgs o on o.parentSourcedId = m.sourcedId where p_kind = 'orgs'
        union
        select c.sourcedId from moved m join gcidm.courses c on c.orgSourcedId = m.sourcedId where p_kind = 'courses'
        union
        select e.sourcedId from moved m join gcidm.enrollments e on e.schoolSourcedId = m.sourcedId where p_kind = 'enrollments'
    )
    select p_kind, v_last + row_number() over (order by r.sourcedId), 'changed', r.sourcedId, r.status, r.audienceId, r.digest, null
    from referring f
    join gcidm.records r on r.kind = p_kind and r.sourcedId = f.sourcedId and r.status = 'active'
    where not exists (select from pg_temp.changes c where c.kind = p_kind and c.sourcedId = r.sourcedId);
end
$$;
