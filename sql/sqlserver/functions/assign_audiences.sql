-- Gives the staged records of a kind the audience of the schools that they reach; of every school
-- ('*') when they reach none.
create or alter procedure gcidm.assign_audiences @feed int, @kind nvarchar(40) as
begin
    set nocount, xact_abort on;
    select s.sourcedId, coalesce(k.schools, N'*') collate Latin1_General_100_BIN2 as schools
    into #keyed
    from (select distinct t.sourcedId from #staged t where t.kind = @kind) s
    left join (
        select one.sourcedId, string_agg(cast(one.school as nvarchar(max)), N' ') within group (order by one.school) as schools
        from (select distinct r.sourcedId, r.school from #reach r where r.kind = @kind) one
        group by one.sourcedId
    ) k on k.sourcedId = s.sourcedId;

    insert into gcidm.audiences (feedId, schools)
    select distinct @feed, k.schools from #keyed k
    where not exists (select 1 from gcidm.audiences a where a.feedId = @feed and a.schools = k.schools);

    insert into #audienceOf (kind, sourcedId, audienceId)
    select @kind, k.sourcedId, a.audienceId
    from #keyed k
    join gcidm.audiences a on a.feedId = @feed and a.schools = k.schools;
end
