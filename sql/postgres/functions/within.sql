-- What it means for a record (alias t) to be within another: the nested calls of section 3.1 to 3.3, as
-- SQL text; $value stands for the other record's sourcedId. Only active enrollments count.
create or replace function gcidm.within(p_kind text, p_relation text) returns text
language plpgsql immutable security definer set search_path = gcidm, pg_temp as $$
declare
    v_sql text := case p_kind || ' of ' || p_relation
        when 'classes of school' then 't.schoolSourcedId = $value'
        when 'classes of course' then 't.courseSourcedId = $value'
        when 'classes of term' then 'exists (select from gcidm.links l where l.field = ''classes.terms'' and l.target = $value and l.sourcedId = t.sourcedId)'
        when 'classes of user' then 'exists (select from gcidm.enrollments e where e.userSourcedId = $value and e.classSourcedId = t.sourcedId and e.status = ''active'')'
        when 'classes of student' then 'exists (select from gcidm.enrollments e where e.userSourcedId = $value and e.classSourcedId = t.sourcedId and e.status = ''active'' and e.role = ''student'')'
        when 'classes of teacher' then 'exists (select from gcidm.enrollments e where e.userSourcedId = $value and e.classSourcedId = t.sourcedId and e.status = ''active'' and e.role = ''teacher'')'
        when 'users of school' then 'exists (select from gcidm.links l where l.field = ''users.orgs'' and l.target = $value and l.sourcedId = t.sourcedId)'
        when 'users of class' then 'exists (select from gcidm.enrollments e where e.classSourcedId = $value and e.userSourcedId = t.sourcedId and e.status = ''active'' and e.role = t.role)'
        when 'courses of school' then '(t.orgSourcedId = $value or exists (select from gcidm.classes c where c.courseSourcedId = t.sourcedId and c.schoolSourcedId = $value))'
        when 'enrollments of school' then 't.schoolSourcedId = $value'
        when 'enrollments of class' then 't.classSourcedId = $value'
        when 'academicSessions of school' then 'exists (select from gcidm.links l join gcidm.classes c on c.sourcedId = l.sourcedId where l.field = ''classes.terms'' and l.target = t.sourcedId and c.schoolSourcedId = $value)'
        when 'academicSessions of term' then 't.parentSourcedId = $value'
        when 'resources of course' then 'exists (select from gcidm.links l where l.field = ''courses.resources'' and l.sourcedId = $value and l.target = t.sourcedId)'
        when 'resources of class' then 'exists (select from gcidm.links l where l.field = ''classes.resources'' and l.sourcedId = $value and l.target = t.sourcedId)'
        when 'lineItems of class' then 't.classSourcedId = $value'
        when 'results of class' then 'exists (select from gcidm.lineItems i where i.sourcedId = t.lineItemSourcedId and i.classSourcedId = $value)'
        when 'results of lineItem' then 't.lineItemSourcedId = $value'
        when 'results of student' then 't.studentSourcedId = $value'
    end;
begin
    if v_sql is null then
        raise exception 'gcidm: % are not within a %', p_kind, p_relation;
    end if;
    return v_sql;
end
$$;
