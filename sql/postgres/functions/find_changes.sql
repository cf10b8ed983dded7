-- Fills changes for one kind and counts: records read, added, changed, deleted (live ones that a file
-- of the set no longer has) and moved (to another audience, though their file is not in the set).
create or replace function gcidm.find_changes(p_feed integer, p_kind text)
returns table (read bigint, added bigint, changed bigint, deleted bigint, moved bigint)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    insert into pg_temp.changes (kind, place, change, sourcedId, status, audienceId, digest, record)
    select p_kind, row_number() over (order by found.sourcedId), found.*
    from (
        select case when r.sourcedId is null then 'added' else 'changed' end as change,
               s.sourcedId, s.status, s.audienceId, s.digest, s.record
        from (
            select t.sourcedId, t.status, t.audienceId, t.record, md5(t.record::text) as digest
            from (
                select s.sourcedId, s.status, a.audienceId,
                       case when l.list is null then s.record
                            else s.record || jsonb_build_object(l.field, l.list) end as record
                from pg_temp.staged s
                join pg_temp.audienceOf a on a.kind = p_kind and a.sourcedId = s.sourcedId
                left join pg_temp.lists l on l.kind = p_kind and l.sourcedId = s.sourcedId
                where s.kind = p_kind and not s.live
            ) t
        ) s
        left join gcidm.records r on r.kind = p_kind and r.sourcedId = s.sourcedId
        where r.sourcedId is null
           or (r.digest, r.status, r.audienceId) is distinct from (s.digest, s.status, s.audienceId)
        union all
        select case when s.sourcedId is null then 'deleted' else 'moved' end,
               r.sourcedId, case when s.sourcedId is null then 'tobedeleted' else r.status end,
               coalesce(a.audienceId, r.audienceId), r.digest, null
        from gcidm.records r
        left join pg_temp.staged s on s.kind = p_kind and s.sourcedId = r.sourcedId
        left join pg_temp.audienceOf a on a.kind = p_kind and a.sourcedId = r.sourcedId
        where r.kind = p_kind and r.feedId = p_feed
          and case when s.sourcedId is null then r.status = 'active'
                   else s.live and a.audienceId <> r.audienceId end
    ) found;

    return query
    select (select count(*) from pg_temp.staged s where s.kind = p_kind and not s.live),
           count(*) filter (where c.change = 'added'), count(*) filter (where c.change = 'changed'),
           count(*) filter (where c.change = 'deleted'), count(*) filter (where c.change = 'moved')
    from pg_temp.changes c
    where c.kind = p_kind;
end
$$;
