-- Gives each staged record its audience: the schools whose relying parties may see it.
create or replace function gcidm.derive_audiences(p_feed integer) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    perform gcidm.reach_orgs();
    perform gcidm.assign_audiences(p_feed, 'orgs');
    perform gcidm.reach_classes();
    perform gcidm.assign_audiences(p_feed, 'classes');
    perform gcidm.reach_courses();
    perform gcidm.assign_audiences(p_feed, 'courses');
    perform gcidm.reach_users();
    perform gcidm.assign_audiences(p_feed, 'users');

    perform gcidm.reach_categories();
    perform gcidm.assign_audiences(p_feed, 'categories');

    -- Nobody's in particular: every school of the feed may see them.
    perform gcidm.assign_audiences(p_feed, 'academicSessions');
    perform gcidm.assign_audiences(p_feed, 'resources');

    analyze pg_temp.audienceOf;
    perform gcidm.follow_audiences('enrollments', 'classSourcedId', 'classes');
    perform gcidm.follow_audiences('demographics', 'sourcedId', 'users');
    perform gcidm.follow_audiences('lineItems', 'classSourcedId', 'classes');
    perform gcidm.follow_audiences('results', 'lineItemSourcedId', 'lineItems');
    analyze pg_temp.audienceOf;

    insert into gcidm.audienceSchools (schoolSourcedId, audienceId)
    select s.school, a.audienceId
    from gcidm.audiences a
    cross join lateral string_to_table(a.schools, ' ') as s(school)
    where a.feedId = p_feed and a.schools <> '*'
    on conflict do nothing;
end
$$;
