-- Adds to the changes those records of a kind that stay as they are, but refer to what other schools see
-- from now on: whether the reference is shown to a relying party that sees a part of the feed depends on
-- that (see get_<kind>'s hidden), so to some the record shows something else. The changes of orgs, and of
-- users for their own, must be known. Tombstones show what they showed.
create or alter procedure gcidm.find_referring @kind nvarchar(40) as
begin
    set nocount, xact_abort on;
    declare @last int = (select coalesce(max(c.place), 0) from #changes c where c.kind = @kind);
    with moved as (
        select c.kind, c.sourcedId
        from #changes c join gcidm.orgs o on o.sourcedId = c.sourcedId
        where c.kind = 'orgs' and o.audienceId <> c.audienceId
        union all
        select c.kind, c.sourcedId
        from #changes c join gcidm.users u on u.sourcedId = c.sourcedId
        where c.kind = 'users' and @kind = 'users' and u.audienceId <> c.audienceId
    ), referring as (
        select l.sourcedId
        from moved m join gcidm.links l on l.target = m.sourcedId
         and l.field = case m.kind when 'users' then 'users.agents' else 'users.orgs' end
        where @kind = 'users'
        union
        select o.parentSourcedId from moved m join gcidm.orgs o on o.sourcedId = m.sourcedId where @kind = 'orgs'
        union
        select o.sourcedId from moved m join gcidm.orgs o on o.parentSourcedId = m.sourcedId where @kind = 'orgs'
        union
        select c.sourcedId from moved m join gcidm.courses c on c.orgSourcedId = m.sourcedId where @kind = 'courses'
        union
        select e.sourcedId from moved m join gcidm.enrollments e on e.schoolSourcedId = m.sourcedId where @kind = 'enrollments'
    )
    insert into #changes (kind, place, change, sourcedId, status, audienceId, digest, record)
    select @kind, @last + row_number() over (order by r.sourcedId), 'changed', r.sourcedId, r.status, r.audienceId, r.digest, null
    from referring f
    join gcidm.records r on r.kind = @kind and r.sourcedId = f.sourcedId and r.status = 'active'
    where not exists (select 1 from #changes c where c.kind = @kind and c.sourcedId = r.sourcedId)
    option (recompile);
end
