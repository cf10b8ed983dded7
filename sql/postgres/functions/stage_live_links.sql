-- Stages the resources that the feed's classes or courses (p_kind) have: of the records that are compared
-- as a whole, unless these state their resources themselves, and without the pairs that the set states.
create or replace function gcidm.stage_live_links(p_kind text, p_file text, p_column text, p_states boolean) returns void
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    insert into pg_temp.staged (kind, sourcedId, line, live, compared, status, record)
    select p_file, l.sourcedId, 0, true, 'nothing', 'active',
           jsonb_build_object(p_column, l.sourcedId, 'resourceSourcedId', l.target)
    from pg_temp.staged s
    join gcidm.links l on l.field = p_kind || '.resources' and l.sourcedId = s.sourcedId
    where s.kind = p_kind and s.compared = 'record' and (s.live or not p_states) and not exists (
        select from pg_temp.staged stated
        where stated.kind = p_file and stated.record ->> p_column = l.sourcedId
          and stated.record ->> 'resourceSourcedId' = l.target
    );
end
$$;
