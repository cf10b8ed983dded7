-- SQL text: whether a record (alias t) is referred to by one that is there. Among users only active ones
-- count, for two that are deleted name each other.
create or alter function gcidm.referred_to(@kind nvarchar(40)) returns nvarchar(max) as
begin
    return case @kind
        when 'orgs' then N'exists (select 1 from gcidm.orgs o where o.parentSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.courses o where o.orgSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.classes o where o.schoolSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.enrollments o where o.schoolSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.links l where l.field = ''users.orgs'' and l.target = t.sourcedId)'
        when 'academicSessions' then N'exists (select 1 from gcidm.academicSessions o where o.parentSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.courses o where o.schoolYearSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.lineItems o where o.gradingPeriodSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.links l where l.field = ''classes.terms'' and l.target = t.sourcedId)'
        when 'resources' then N'exists (select 1 from gcidm.links l
            where l.field in (''classes.resources'', ''courses.resources'') and l.target = t.sourcedId)'
        when 'courses' then N'exists (select 1 from gcidm.classes o where o.courseSourcedId = t.sourcedId)'
        when 'classes' then N'exists (select 1 from gcidm.enrollments o where o.classSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.lineItems o where o.classSourcedId = t.sourcedId)'
        when 'users' then N'exists (select 1 from gcidm.enrollments o where o.userSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.demographics o where o.sourcedId = t.sourcedId)
            or exists (select 1 from gcidm.results o where o.studentSourcedId = t.sourcedId)
            or exists (select 1 from gcidm.links l join gcidm.users o on o.sourcedId = l.sourcedId
                       where l.field = ''users.agents'' and l.target = t.sourcedId and o.status = ''active'')'
        when 'categories' then N'exists (select 1 from gcidm.lineItems o where o.categorySourcedId = t.sourcedId)'
        when 'lineItems' then N'exists (select 1 from gcidm.results o where o.lineItemSourcedId = t.sourcedId)'
        else N'1 = 0' end;
end
