select o.sourcedId from @keys k
          join gcidm.enrollments e on e.sourcedId = k.sourcedId
          join gcidm.orgs o on o.sourcedId = e.schoolSourcedId
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = o.audienceId)
