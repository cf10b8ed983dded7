-- Wants the users of whom a delta says something, itself or by their enrollments, their agents and those
-- whose agents they are, whose lists and schools follow; and, not to be compared, those next to these.
create or replace function gcidm.want_users(p_feed integer) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.wanted (kind, sourcedId, compared)
    select 'users', s.sourcedId, 'record' from pg_temp.staged s where s.kind in ('users', 'demographics')
    union
    select 'users', u.sourcedId, 'record'
    from pg_temp.staged s
    left join gcidm.enrollments e on e.sourcedId = s.sourcedId
    cross join lateral (values (s.record ->> 'userSourcedId'), (e.userSourcedId)) as u(sourcedId)
    where s.kind = 'enrollments' and u.sourcedId is not null
      and (e.userSourcedId, e.classSourcedId, e.status)
          is distinct from (s.record ->> 'userSourcedId', s.record ->> 'classSourcedId', s.status)
    union
    select 'users', e.userSourcedId, 'record'
    from pg_temp.wanted w
    join gcidm.enrollments e on e.sourcedId = w.sourcedId
    where w.kind = 'enrollments';

    perform gcidm.want_agents('record');
    perform gcidm.want_agents('nothing');

    insert into pg_temp.wanted (kind, sourcedId, compared)
    select 'demographics', d.sourcedId, 'state'
    from pg_temp.wanted w
    join gcidm.demographics d on d.sourcedId = w.sourcedId
    where w.kind = 'users' and w.compared = 'record'
    on conflict do nothing;

    -- The enrollments from which their schools follow, and those of the classes that are stated.
    insert into pg_temp.wanted (kind, sourcedId, compared)
    select 'enrollments', e.sourcedId, 'nothing'
    from pg_temp.wanted w
    join gcidm.enrollments e on e.userSourcedId = w.sourcedId
    where w.kind = 'users'
    union
    select 'enrollments', e.sourcedId, 'nothing'
    from pg_temp.staged s
    join gcidm.enrollments e on e.classSourcedId = s.sourcedId
    where s.kind = 'classes'
    on conflict do nothing;
end
$$;
