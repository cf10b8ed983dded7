exists (select 1 from gcidm.enrollments e where e.classSourcedId = {value} and e.userSourcedId = t.sourcedId and e.status = N'active' and e.role = t.role)
