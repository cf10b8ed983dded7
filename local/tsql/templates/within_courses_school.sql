(t.orgSourcedId = {value} or exists (select 1 from gcidm.classes c where c.courseSourcedId = t.sourcedId and c.schoolSourcedId = {value}))
