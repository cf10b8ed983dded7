-- Brings the planner's statistics up to date after an import that changed much.
create or replace function gcidm.analyse_records() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    analyze gcidm.orgs, gcidm.academicSessions, gcidm.resources, gcidm.courses, gcidm.classes, gcidm.users,
        gcidm.enrollments, gcidm.demographics, gcidm.categories, gcidm.lineItems, gcidm.results,
        gcidm.links, gcidm.audiences, gcidm.audienceSchools;
end
$$;
