exists (select 1 from gcidm.links l join gcidm.classes c on c.sourcedId = l.sourcedId where l.field = N'classes.terms' and l.target = t.sourcedId and c.schoolSourcedId = {value})
