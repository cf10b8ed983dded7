select o.sourcedId from @keys k
          join gcidm.orgs o on o.parentSourcedId = k.sourcedId
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = o.audienceId)
          union
          select o.sourcedId from @keys k
          join gcidm.orgs child on child.sourcedId = k.sourcedId
          join gcidm.orgs o on o.sourcedId = child.parentSourcedId
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = o.audienceId)
