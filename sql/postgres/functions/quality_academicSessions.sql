-- What may be wrong with the set's academicSessions; see quality_users.
create or replace function gcidm.quality_academicSessions(p_feed integer)
returns table (finding text, number bigint, examples text)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    with term as (
        select s.sourcedId, s.live, s.status, s.record ->> 'startDate' as startDate,
               s.record ->> 'endDate' as endDate, s.record ->> 'parentSourcedId' as parent
        from pg_temp.staged s where s.kind = 'academicSessions'
    ), found as (
        select f.finding, t.sourcedId
        from term t
        left join term p on p.sourcedId = t.parent
        cross join lateral (values
            ('endBeforeStart', t.endDate < t.startDate),
            ('outsideParent', t.startDate < p.startDate or t.endDate > p.endDate)
        ) as f(finding, isSo)
        where not t.live and t.status = 'active' and f.isSo
    )
    select f.finding, count(*), array_to_string((array_agg(f.sourcedId order by f.sourcedId))[1:5], ', ')
    from found f
    group by f.finding;
end
$$;
