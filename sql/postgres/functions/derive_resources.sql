-- Fills the resources of classes or courses from the file that links them.
create or replace function gcidm.derive_resources(p_kind text, p_file text, p_column text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.lists (kind, sourcedId, field, list)
    select p_kind, l.sourcedId, 'resourceSourcedIds', jsonb_agg(l.resource order by l.resource)
    from (
        select distinct s.record ->> p_column as sourcedId,
                        (s.record ->> 'resourceSourcedId') collate "C" as resource
        from pg_temp.staged s
        where s.kind = p_file and s.status = 'active'
    ) l
    where exists (select from pg_temp.staged r where r.kind = 'resources' and r.sourcedId = l.resource)
    group by l.sourcedId;
end
$$;
