-- Keeps the staged users' profiles under metadata.userProfiles, as the text of a JSON array; without
-- passwords. The text is written as PostgreSQL's jsonb writes it.
create or alter procedure gcidm.fold_userProfiles as
begin
    set nocount, xact_abort on;
    select cast(json_value(s.record, '$.userSourcedId') as nvarchar(255)) as userSourcedId, s.sourcedId,
           (select string_agg(gcidm.json_text(m.name, 1) + N': ' + gcidm.json_text(m.[value], m.[type]), N', ')
                   within group (order by len(m.name), m.name)
            from (
                select one.[key] collate Latin1_General_100_BIN2 as name, one.[value] collate Latin1_General_100_BIN2 as [value], one.[type]
                from openjson(s.record) one
                where one.[key] not in ('userSourcedId', 'password', 'sourcedId')
                union all
                select 'sourcedId' collate Latin1_General_100_BIN2, s.sourcedId, 1
            ) m) as members
    into #profiles
    from #staged s
    where s.kind = 'userProfiles' and s.status = 'active'
    option (recompile);

    update u
    set record = json_modify(u.record, '$.metadata', json_query(gcidm.json_merged(
        coalesce(json_query(u.record, '$.metadata'), N'{}'),
        N'{"userProfiles":' + gcidm.json_text(N'[' + p.profiles + N']', 1) + N'}')))
    from #staged u
    join (
        select one.userSourcedId,
               string_agg(cast(N'{' + one.members + N'}' as nvarchar(max)), N', ')
               within group (order by one.sourcedId) as profiles
        from #profiles one
        group by one.userSourcedId
    ) p on p.userSourcedId = u.sourcedId
    where u.kind = 'users' and u.live = 0
    option (recompile);

    select u.line, u.sourcedId as value from #staged u where 1 = 0;
end
