-- What may be wrong with the set's users, though it is allowed: each finding's name, how often, and
-- the first five sourcedIds.
create or alter procedure gcidm.quality_users @feed int as
begin
    set nocount, xact_abort on;
    -- As the columns that it is compared with.
    select n.name, lower(lower(n.value collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2) as value, s.sourcedId, s.live
    into #named
    from #staged s
    cross apply (
        select 'username' as name, json_value(s.record, '$.username') as value
        union all
        select 'email', json_value(s.record, '$.email')
    ) n
    where s.kind = 'users' and s.status = 'active' and n.value <> '';

    select s.sourcedId, r.target as agent, s.live
    into #agents
    from #staged s
    cross apply gcidm.staged_references(s.sourcedId, s.record, 'agentSourcedIds') r
    where s.kind = 'users';

    select f.finding, f.sourcedId, row_number() over (partition by f.finding order by f.sourcedId) as nth
    into #found
    from (
        select 'noOrg' as finding, s.sourcedId
        from #staged s
        where s.kind = 'users' and s.status = 'active' and s.live = 0
          and not exists (select 1 from gcidm.staged_references(s.sourcedId, s.record, 'orgSourcedIds') r)
        union all
        select case n.name when 'email' then 'sameEmail' else 'sameUsername' end, n.sourcedId
        from #named n
        join (
            select one.name, one.value from #named one
            group by one.name, one.value
            having count(*) > 1 and min(cast(one.live as int)) = 0
        ) repeated on repeated.name = n.name and repeated.value = n.value
        union
        select 'sameUsername', n.sourcedId
        from #named n
        join gcidm.users u on u.feedId = @feed and u.usernameKey = n.value
        where n.name = 'username' and n.live = 0 and u.status = 'active'
          and not exists (select 1 from #staged k where k.kind = 'users' and k.sourcedId = u.sourcedId)
          and not exists (select 1 from #changes c where c.kind = 'users' and c.sourcedId = u.sourcedId)
        union
        select 'sameEmail', n.sourcedId
        from #named n
        join gcidm.users u on u.feedId = @feed and u.emailKey = n.value
        where n.name = 'email' and n.live = 0 and u.status = 'active'
          and not exists (select 1 from #staged k where k.kind = 'users' and k.sourcedId = u.sourcedId)
          and not exists (select 1 from #changes c where c.kind = 'users' and c.sourcedId = u.sourcedId)
        union all
        select 'agentNotMutual', a.sourcedId
        from #agents a
        where a.live = 0 and not exists (
            select 1 from #agents back where back.sourcedId = a.agent and back.agent = a.sourcedId
        )
    ) f
    option (recompile);

    select f.finding, count(*) as number,
           string_agg(case when f.nth <= 5 then cast(f.sourcedId as nvarchar(max)) end, N', ')
           within group (order by f.sourcedId) as examples
    from #found f
    group by f.finding;
end
