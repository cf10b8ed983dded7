-- What may be wrong with the set's classes and with enrollments in them; see quality_users.
create or replace function gcidm.quality_classes(p_feed integer)
returns table (finding text, number bigint, examples text)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    with class as (
        select s.sourcedId, s.live, s.status, s.record -> 'termSourcedIds' as terms,
               s.record ->> 'schoolSourcedId' as school
        from pg_temp.staged s where s.kind = 'classes'
    ), enrolled as (
        select s.sourcedId, s.live, s.record ->> 'classSourcedId' as class, s.record ->> 'role' as role,
               s.record ->> 'schoolSourcedId' as school, s.record ->> 'beginDate' as beginDate,
               s.record ->> 'endDate' as endDate
        from pg_temp.staged s where s.kind = 'enrollments' and s.status = 'active'
    ), roles as (
        select e.class, bool_or(e.role = 'teacher') as hasTeacher, bool_or(e.role = 'student') as hasStudent
        from enrolled e group by e.class
    ), span as (
        select c.sourcedId, min(t.record ->> 'startDate') as startDate, max(t.record ->> 'endDate') as endDate
        from class c
        cross join lateral jsonb_array_elements_text(c.terms) as term(sourcedId)
        join pg_temp.staged t on t.kind = 'academicSessions' and t.sourcedId = term.sourcedId
        group by c.sourcedId
    ), found as (
        select f.finding, c.sourcedId
        from class c
        left join roles r on r.class = c.sourcedId
        cross join lateral (values
            ('noTerm', jsonb_array_length(coalesce(c.terms, '[]')) = 0),
            ('noTeacher', not coalesce(r.hasTeacher, false)),
            ('noStudent', not coalesce(r.hasStudent, false))
        ) as f(finding, isSo)
        where not c.live and c.status = 'active' and f.isSo
        union all
        select f.finding, e.sourcedId
        from enrolled e
        join class c on c.sourcedId = e.class
        left join span s on s.sourcedId = e.class
        cross join lateral (values
            ('otherSchool', e.school <> c.school),
            ('deletedClass', c.status <> 'active'),
            ('outsideTerm', e.beginDate < s.startDate or e.endDate > s.endDate),
            ('endBeforeBegin', e.endDate < e.beginDate)
        ) as f(finding, isSo)
        where not e.live and f.isSo
    )
    select f.finding, count(*), array_to_string((array_agg(f.sourcedId order by f.sourcedId))[1:5], ', ')
    from found f
    group by f.finding;
end
$$;
