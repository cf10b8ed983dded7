-- SQL text: whether a record (alias t) is referred to by one that is there. Among users only active ones
-- count, for two that are deleted name each other.
create or replace function gcidm.referred_to(p_kind text) returns text
language sql immutable security definer set search_path = gcidm, pg_temp as $$
    select case p_kind
        when 'orgs' then 'exists (select from gcidm.orgs o where o.parentSourcedId = t.sourcedId)
            or exists (select from gcidm.courses o where o.orgSourcedId = t.sourcedId)
            or exists (select from gcidm.classes o where o.schoolSourcedId = t.sourcedId)
            or exists (select from gcidm.enrollments o where o.schoolSourcedId = t.sourcedId)
            or exists (select from gcidm.links l where l.field = ''users.orgs'' and l.target = t.sourcedId)'
        when 'academicSessions' then 'exists (select from gcidm.academicSessions o where o.parentSourcedId = t.sourcedId)
            or exists (select from gcidm.courses o where o.schoolYearSourcedId = t.sourcedId)
            or exists (select from gcidm.lineItems o where o.gradingPeriodSourcedId = t.sourcedId)
            or exists (select from gcidm.links l where l.field = ''classes.terms'' and l.target = t.sourcedId)'
        when 'resources' then 'exists (select from gcidm.links l
            where l.field in (''classes.resources'', ''courses.resources'') and l.target = t.sourcedId)'
        when 'courses' then 'exists (select from gcidm.classes o where o.courseSourcedId = t.sourcedId)'
        when 'classes' then 'exists (select from gcidm.enrollments o where o.classSourcedId = t.sourcedId)
            or exists (select from gcidm.lineItems o where o.classSourcedId = t.sourcedId)'
        when 'users' then 'exists (select from gcidm.enrollments o where o.userSourcedId = t.sourcedId)
            or exists (select from gcidm.demographics o where o.sourcedId = t.sourcedId)
            or exists (select from gcidm.results o where o.studentSourcedId = t.sourcedId)
            or exists (select from gcidm.links l join gcidm.users o on o.sourcedId = l.sourcedId
                       where l.field = ''users.agents'' and l.target = t.sourcedId and o.status = ''active'')'
        when 'categories' then 'exists (select from gcidm.lineItems o where o.categorySourcedId = t.sourcedId)'
        when 'lineItems' then 'exists (select from gcidm.results o where o.lineItemSourcedId = t.sourcedId)'
        else 'false' end
$$;
