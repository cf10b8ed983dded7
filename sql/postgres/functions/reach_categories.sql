-- Which schools categories reach: those of the feed stay with the schools that they were written for
-- (put_categories); those that a set states belong to nobody in particular.
create or replace function gcidm.reach_categories() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.reach (kind, sourcedId, school)
    select 'categories', s.sourcedId, m.schoolSourcedId
    from pg_temp.staged s
    join gcidm.categories c on c.sourcedId = s.sourcedId
    join gcidm.audienceSchools m on m.audienceId = c.audienceId
    where s.kind = 'categories' and s.live;
end
$$;
