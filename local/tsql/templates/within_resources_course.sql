exists (select 1 from gcidm.links l where l.field = N'courses.resources' and l.sourcedId = {value} and l.target = t.sourcedId)
