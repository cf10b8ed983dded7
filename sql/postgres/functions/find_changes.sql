-- Fills changes for one kind, of which p_whole says whether the set has all that there is, and counts:
-- records read, added, changed (also such as the set does not state), unchanged, deleted.
create or replace function gcidm.find_changes(p_feed integer, p_kind text, p_whole boolean)
returns table (read bigint, added bigint, changed bigint, unchanged bigint, deleted bigint)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    insert into pg_temp.changes (kind, place, change, sourcedId, status, audienceId, digest, record)
    select p_kind, row_number() over (order by found.sourcedId),
           case when found.wasStatus is null then 'added'
                when found.wasStatus = 'active' and found.status = 'tobedeleted' then 'deleted'
                else 'changed' end,
           found.sourcedId, found.status, found.audienceId, found.digest, found.record
    from (
        select r.status as wasStatus, s.sourcedId, s.status, s.audienceId, s.digest, s.record
        from (
            select t.sourcedId, t.status, t.audienceId, t.record, md5(t.record::text) as digest
            from (
                select s.sourcedId, s.status, a.audienceId,
                       case when l.list is not null then s.record || jsonb_build_object(l.field, l.list)
                            else s.record end as record
                from pg_temp.staged s
                join pg_temp.audienceOf a on a.kind = p_kind and a.sourcedId = s.sourcedId
                left join pg_temp.lists l on l.kind = p_kind and l.sourcedId = s.sourcedId
                where s.kind = p_kind and s.compared = 'record'
            ) t
        ) s
        left join gcidm.records r on r.kind = p_kind and r.sourcedId = s.sourcedId
        where r.sourcedId is null
           or (r.digest, r.status, r.audienceId) is distinct from (s.digest, s.status, s.audienceId)
        union all
        -- A tombstone stays whose it was: its records may be gone from which that followed.
        select r.status, r.sourcedId, s.status, m.audienceId, r.digest, null
        from pg_temp.staged s
        join gcidm.records r on r.kind = p_kind and r.sourcedId = s.sourcedId
        left join pg_temp.audienceOf a on a.kind = p_kind and a.sourcedId = s.sourcedId
        cross join lateral (
            select case when s.status = 'active' then coalesce(a.audienceId, r.audienceId)
                        else r.audienceId end as audienceId
        ) m
        where s.kind = p_kind and s.compared = 'state'
          and (r.status, r.audienceId) is distinct from (s.status, m.audienceId)
        union all
        select r.status, r.sourcedId, 'tobedeleted', r.audienceId, r.digest, null
        from gcidm.records r
        where p_whole and r.kind = p_kind and r.feedId = p_feed and r.status = 'active'
          and not exists (select from pg_temp.staged s where s.kind = p_kind and s.sourcedId = r.sourcedId)
    ) found;
    perform gcidm.find_referring(p_kind);

    return query
    select stated.number,
           count(*) filter (where c.change = 'added'), count(*) filter (where c.change = 'changed'),
           stated.number - count(*) filter (where s.sourcedId is not null),
           count(*) filter (where c.change = 'deleted')
    from (select count(*) as number from pg_temp.staged s where s.kind = p_kind and not s.live) stated
    left join pg_temp.changes c on c.kind = p_kind
    left join pg_temp.staged s on s.kind = p_kind and s.sourcedId = c.sourcedId and not s.live
    group by stated.number;
end
$$;
