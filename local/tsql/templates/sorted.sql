    insert into @keys (page, feedId, sourcedId, sortKey)
    select 0, n.feedId, n.sourcedId,
           coalesce(n.word, n.text, ltrim(rtrim(convert(nvarchar(40), n.number, 3))), convert(nvarchar(40), n.instant, 126))
    from (
        select k.feedId, k.sourcedId, k.word, k.text, k.number, k.instant
        from @feeds f
        cross apply (
            select top (@offset + @limit) m.feedId, m.sourcedId, m.word, m.text, m.number, m.instant
            from {call} m
            where m.feedId = f.feedId and {seen_by_feed}
              and (@afterId is null or m.word {beyond} left(@afterText, 255) or m.text {beyond} @afterText
                   or m.number {beyond} try_convert(float, @afterText) or m.instant {beyond} try_convert(datetime2(3), @afterText)
                   or m.sourcedId {beyond} @afterId and (m.word = left(@afterText, 255) or m.text = @afterText
                       or m.number = try_convert(float, @afterText) or m.instant = try_convert(datetime2(3), @afterText)))
              -- says nothing new, but an index can be searched by it
              and (@afterId is null or @sort not in ({words}) or m.word {beyond}= left(@afterText, 255))
            order by m.word{down}, m.text{down}, m.number{down}, m.instant{down}, m.sourcedId{down}
        ) k
        order by k.word{down}, k.text{down}, k.number{down}, k.instant{down}, k.sourcedId{down}
        offset @offset rows fetch next @limit rows only
    ) n
    order by n.word{down}, n.text{down}, n.number{down}, n.instant{down}, n.sourcedId{down}
    option (recompile);
