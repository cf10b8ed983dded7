-- The records of a file as they will be saved: with their derived list, audience and digest.
create or replace function gcidm.staged_records(p_kind text)
returns table (sourcedId text, status text, audienceId integer, digest text, record jsonb)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan rows 100000 as $$
begin
    return query
    select f.sourcedId, f.status, f.audienceId, md5(f.record::text), f.record
    from (
        select s.sourcedId, s.status, a.audienceId,
               case when l.list is null then s.record
                    else s.record || jsonb_build_object(l.field, l.list) end as record
        from pg_temp.staged s
        join pg_temp.audienceOf a on a.kind = p_kind and a.sourcedId = s.sourcedId
        left join pg_temp.lists l on l.kind = p_kind and l.sourcedId = s.sourcedId
        where s.kind = p_kind and not s.live
    ) f;
end
$$;
