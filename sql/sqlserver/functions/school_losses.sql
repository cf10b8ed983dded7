-- How many active users, classes and enrollments the schools of the feed have, and how many of them would be
-- deleted: schools that lose any.
create or alter procedure gcidm.school_losses @feed int as
begin
    set nocount, xact_abort on;
    create table #homes (
        kind      nvarchar(40) collate Latin1_General_100_BIN2 not null,
        sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null,
        school    nvarchar(255) collate Latin1_General_100_BIN2 not null
    );
    if exists (select 1 from #changes d where d.change = 'deleted')
        insert into #homes (kind, sourcedId, school)
        select 'users', u.sourcedId, l.target
        from gcidm.users u join gcidm.links l on l.field = 'users.orgs' and l.sourcedId = u.sourcedId
        where u.feedId = @feed and u.status = 'active'
        union all
        select 'classes', c.sourcedId, c.schoolSourcedId
        from gcidm.classes c where c.feedId = @feed and c.status = 'active'
        union all
        select 'enrollments', e.sourcedId, e.schoolSourcedId
        from gcidm.enrollments e where e.feedId = @feed and e.status = 'active'
    option (recompile);

    select o.sourcedId as school, o.name, h.kind, count(*) as had, count(c.sourcedId) as lost
    from #homes h
    join gcidm.orgs o on o.sourcedId = h.school and o.type = 'school'
    left join #changes c on c.kind = h.kind and c.sourcedId = h.sourcedId and c.change = 'deleted'
    group by o.sourcedId, o.name, h.kind
    having count(c.sourcedId) > 0
    order by o.name collate Latin1_General_100_BIN2, o.sourcedId, h.kind desc
    option (recompile);
end
