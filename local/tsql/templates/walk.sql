    declare @plain bit = case when @column1 is null and @within1 is null and @sourcedId is null then 1 else 0 end;
    declare @feedId int = coalesce(@afterFeed, 0) - 1, @start nvarchar(255), @skip bigint = @offset, @taken bigint;
    while @left > 0
    begin
        select top (1) @feedId = f.feedId, @hides = f.hides from @feeds f where f.feedId > @feedId order by f.feedId;
        if @@rowcount = 0 break;
        set @start = case when @feedId = @afterFeed then @afterId else N'' end;
        if @plain = 1
        begin
            insert into @keys (page, feedId, sourcedId)
            select @feedId, @feedId, n.sourcedId
            from (
                select t.sourcedId
                from gcidm.{plural} t
                where t.feedId = @feedId and t.sourcedId > @start and {seen}
{only}
                order by t.sourcedId offset @skip rows fetch next @left rows only
            ) n
            order by n.sourcedId;
            set @taken = @@rowcount;
            if @taken = 0 and @skip > 0
                select @skip = @skip - count_big(*)
                from gcidm.{plural} t
                where t.feedId = @feedId and t.sourcedId > @start and {seen}
{only};
        end
        else
        begin
            insert into @keys (page, feedId, sourcedId)
            select @feedId, @feedId, n.sourcedId
            from (
                select m.sourcedId
                from {call} m
                where m.feedId = @feedId and m.sourcedId > @start and {seen_m}
                order by m.sourcedId offset @skip rows fetch next @left rows only
            ) n
            order by n.sourcedId
            option (recompile);
            set @taken = @@rowcount;
            if @taken = 0 and @skip > 0
                select @skip = @skip - count_big(*)
                from {call} m
                where m.feedId = @feedId and m.sourcedId > @start and {seen_m}
                option (recompile);
        end;
        if @taken > 0 set @skip = 0;
        set @left = @left - @taken;
    end;
