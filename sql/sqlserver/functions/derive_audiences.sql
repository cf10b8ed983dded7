-- Gives each staged record its audience: the schools whose relying parties may see it.
create or alter procedure gcidm.derive_audiences @feed int as
begin
    set nocount, xact_abort on;
    exec gcidm.reach_orgs;
    exec gcidm.assign_audiences @feed, 'orgs';
    exec gcidm.reach_classes;
    exec gcidm.assign_audiences @feed, 'classes';
    exec gcidm.reach_courses;
    exec gcidm.assign_audiences @feed, 'courses';
    exec gcidm.reach_users;
    exec gcidm.assign_audiences @feed, 'users';

    exec gcidm.reach_categories;
    exec gcidm.assign_audiences @feed, 'categories';

    -- Nobody's in particular: every school of the feed may see them.
    exec gcidm.assign_audiences @feed, 'academicSessions';
    exec gcidm.assign_audiences @feed, 'resources';

    exec gcidm.follow_audiences 'enrollments', 'classSourcedId', 'classes';
    exec gcidm.follow_audiences 'demographics', 'sourcedId', 'users';
    exec gcidm.follow_audiences 'lineItems', 'classSourcedId', 'classes';
    exec gcidm.follow_audiences 'results', 'lineItemSourcedId', 'lineItems';

    insert into gcidm.audienceSchools (schoolSourcedId, audienceId)
    select s.[value], a.audienceId
    from gcidm.audiences a
    cross apply string_split(a.schools, ' ') s
    where a.feedId = @feed and a.schools <> '*'
      and not exists (select 1 from gcidm.audienceSchools m where m.audienceId = a.audienceId);
end
