-- Fills changes for one kind, of which @whole says whether the set has all that there is, and counts:
-- records read, added, changed (also such as the set does not state), unchanged, deleted.
create or alter procedure gcidm.find_changes @feed int, @kind nvarchar(40), @whole bit as
begin
    set nocount, xact_abort on;
    insert into #changes (kind, place, change, sourcedId, status, audienceId, digest, record)
    select @kind, row_number() over (order by found.sourcedId),
           case when found.wasStatus is null then 'added'
                when found.wasStatus = 'active' and found.status = 'tobedeleted' then 'deleted'
                else 'changed' end,
           found.sourcedId, found.status, found.audienceId, found.digest, found.record
    from (
        select r.status as wasStatus, s.sourcedId, s.status, s.audienceId, d.digest, s.record
        from (
            select s.sourcedId, s.status, a.audienceId,
                   case when l.list is not null then json_modify(s.record, '$.' + l.field, json_query(l.list))
                        else s.record end as record
            from #staged s
            join #audienceOf a on a.kind = @kind and a.sourcedId = s.sourcedId
            left join #lists l on l.kind = @kind and l.sourcedId = s.sourcedId
            where s.kind = @kind and s.compared = 'record'
        ) s
        cross apply gcidm.digest_of(s.record) d
        left join gcidm.records r on r.kind = @kind and r.sourcedId = s.sourcedId
        where r.sourcedId is null
           or r.digest <> d.digest collate Latin1_General_100_BIN2 or r.status <> s.status or r.audienceId <> s.audienceId
        union all
        -- A tombstone stays whose it was: its records may be gone from which that followed.
        select r.status, r.sourcedId, s.status, m.audienceId, r.digest, null
        from #staged s
        join gcidm.records r on r.kind = @kind and r.sourcedId = s.sourcedId
        left join #audienceOf a on a.kind = @kind and a.sourcedId = s.sourcedId
        cross apply (
            select case when s.status = 'active' then coalesce(a.audienceId, r.audienceId)
                        else r.audienceId end as audienceId
        ) m
        where s.kind = @kind and s.compared = 'state' and (r.status <> s.status or r.audienceId <> m.audienceId)
        union all
        select r.status, r.sourcedId, 'tobedeleted', r.audienceId, r.digest, null
        from gcidm.records r
        where @whole = 1 and r.kind = @kind and r.feedId = @feed and r.status = 'active'
          and not exists (select 1 from #staged s where s.kind = @kind and s.sourcedId = r.sourcedId)
    ) found
    option (recompile);
    exec gcidm.find_referring @kind;

    select stated.number as [read],
           (select count(*) from #changes c where c.kind = @kind and c.change = 'added') as added,
           (select count(*) from #changes c where c.kind = @kind and c.change = 'changed') as changed,
           stated.number - (select count(*) from #changes c where c.kind = @kind and exists (
               select 1 from #staged s where s.kind = @kind and s.sourcedId = c.sourcedId and s.live = 0)) as unchanged,
           (select count(*) from #changes c where c.kind = @kind and c.change = 'deleted') as deleted
    from (select count(*) as number from #staged s where s.kind = @kind and s.live = 0) stated
    option (recompile);
end
