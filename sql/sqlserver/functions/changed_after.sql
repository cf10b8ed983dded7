-- From which dateLastModified on changes may be unknown to a reader who saw these feeds (a JSON array of
-- feedIds) when their revisions added up to @revision. state:
--   known      since is that instant, '9999-…' when there is nothing that the reader has not seen
--   ahead      the feeds have not come so far
--   forgotten  publications that it may need were swept
--
-- As many publications as the sum has risen by are unseen: of one feed the last ones. Of several feeds
-- it is not known which; but were one unseen that was published 10 seconds (see changed_from) before
-- the last so many, all of these would be, too, and it would be one more than there are.
create or alter function gcidm.changed_after(@feeds nvarchar(max), @revision bigint)
returns @answer table (state nvarchar(16), since nvarchar(24)) as
begin
    declare @seen table (feedId int not null primary key, revision bigint not null, sweptBefore datetime2(3) null);
    declare @unseen bigint, @offset bigint, @after datetime2(3), @since datetime2(3);
    insert into @seen (feedId, revision, sweptBefore)
    select f.feedId, f.revision, f.sweptBefore from gcidm.feeds f
    where f.feedId in (select cast(one.[value] as int) from openjson(@feeds) one);

    select @unseen = coalesce(sum(f.revision), 0) - @revision from @seen f;
    if @unseen < 0
    begin
        insert into @answer (state, since) values ('ahead', null);
        return;
    end
    set @offset = case when @unseen > 1 then @unseen - 1 else 0 end;
    select @after = dateadd(second, -10, last.publishedAt)
    from (
        select p.publishedAt
        from @seen f
        join gcidm.publications p on p.feedId = f.feedId and p.revision > f.revision - @unseen
        order by p.publishedAt desc offset @offset rows fetch next 1 rows only
    ) last;
    set @after = coalesce(@after, '0001-01-01');

    if exists (
        select 1
        from @seen f
        cross apply (
            select count(*) as known, coalesce(min(p.publishedAt), '9999-12-31') as oldest
            from gcidm.publications p where p.feedId = f.feedId and p.revision > f.revision - @unseen
        ) kept
        where kept.known < case when @unseen < f.revision then @unseen else f.revision end
          and case when f.sweptBefore < kept.oldest then f.sweptBefore else kept.oldest end > @after)
    begin
        insert into @answer (state, since) values ('forgotten', null);
        return;
    end
    select @since = coalesce(min(p.dateLastModified), '9999-12-31T23:59:59.999')
    from @seen f
    join gcidm.publications p on p.feedId = f.feedId and p.revision > f.revision - @unseen
    where p.publishedAt > @after;
    insert into @answer (state, since)
    values ('known', replace(left(convert(nvarchar(30), @since, 126), 19), ' ', 'T') + '.'
            + right('000' + cast(datepart(millisecond, @since) as nvarchar(3)), 3) + 'Z');
    return;
end
