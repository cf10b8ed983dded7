-- Brings the planner's statistics up to date after an import that saved a tenth or more of what there is.
create or replace function gcidm.analyse_records(p_saved integer) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    if p_saved < 0.1 * (
        select sum(greatest(c.reltuples, 0)) from pg_class c
        where c.relnamespace = 'gcidm'::regnamespace and c.relkind = 'r' and c.relname <> 'links'
    ) then
        return;
    end if;
    analyze gcidm.orgs, gcidm.academicSessions, gcidm.resources, gcidm.courses, gcidm.classes, gcidm.users,
        gcidm.enrollments, gcidm.demographics, gcidm.categories, gcidm.lineItems, gcidm.results,
        gcidm.links, gcidm.audiences, gcidm.audienceSchools, gcidm.statedAgents;
end
$$;
