select l.target as sourcedId from @keys k
          join gcidm.links l on l.field in (N'users.agents', N'users.orgs') and l.sourcedId = k.sourcedId
          left join gcidm.users u on l.field = N'users.agents' and u.sourcedId = l.target
          left join gcidm.orgs o on l.field = N'users.orgs' and o.sourcedId = l.target
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = coalesce(u.audienceId, o.audienceId))
