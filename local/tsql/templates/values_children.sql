select e.sourcedId as value from gcidm.{plural} e where e.parentSourcedId = t.sourcedId and ({seen})
