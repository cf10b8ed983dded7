case when (select max(cast(f.hides as int)) from @feeds f where p.page in (0, f.feedId)) = 1 then (
           select N'["' + string_agg(cast(h.sourcedId as nvarchar(max)), N'", "') within group (order by h.sourcedId) + N'"]'
           from (select distinct d.sourcedId from (
          {hidden}
           ) d) h) end
