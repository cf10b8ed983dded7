select o.sourcedId from @keys k
          join gcidm.courses c on c.sourcedId = k.sourcedId
          join gcidm.orgs o on o.sourcedId = c.orgSourcedId
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = o.audienceId)
