exists (select 1 from gcidm.enrollments e where e.userSourcedId = {value} and e.classSourcedId = t.sourcedId and e.status = N'active')
