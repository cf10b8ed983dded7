exists (select 1 from gcidm.links l where l.field = N'users.orgs' and l.target = {value} and l.sourcedId = t.sourcedId)
