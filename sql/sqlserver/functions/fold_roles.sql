-- Gives the staged users what their rows of roles.csv say: the role of the first primary row, the orgs of all
-- of them that name one. Returns the lines of active users without any, and their sourcedIds.
create or alter procedure gcidm.fold_roles as
begin
    set nocount, xact_abort on;
    select cast(json_value(s.record, '$.userSourcedId') as nvarchar(255)) as userSourcedId,
           cast(json_value(s.record, '$.orgSourcedId') as nvarchar(255)) as orgSourcedId,
           json_value(s.record, '$.role') as role, json_query(s.record, '$.metadata') as metadata,
           row_number() over (partition by json_value(s.record, '$.userSourcedId')
                              order by json_value(s.record, '$.roleType'), s.line) as nth
    into #roles
    from #staged s
    where s.kind = 'roles' and s.status = 'active'
      and json_value(s.record, '$.role') is not null
    option (recompile);

    update u
    set record = json_modify(json_modify(json_modify(u.record, '$.role', r.role),
                                         '$.orgSourcedIds', json_query(coalesce(o.orgs, N'[]'))),
                             '$.metadata', json_query(gcidm.json_merged(json_query(u.record, '$.metadata'), r.metadata)))
    from #staged u
    join #roles r on r.userSourcedId = u.sourcedId and r.nth = 1
    left join (
        select one.userSourcedId,
               N'[' + string_agg(cast(gcidm.json_text(one.orgSourcedId, 1) as nvarchar(max)), N',')
                      within group (order by one.orgSourcedId) + N']' as orgs
        from (select distinct all_of.userSourcedId, all_of.orgSourcedId from #roles all_of
              where all_of.orgSourcedId is not null) one
        group by one.userSourcedId
    ) o on o.userSourcedId = u.sourcedId
    where u.kind = 'users' and u.live = 0
    option (recompile);

    select u.line, u.sourcedId as value
    from #staged u
    where u.kind = 'users' and u.live = 0 and json_value(u.record, '$.role') is null
    order by u.line;
end
