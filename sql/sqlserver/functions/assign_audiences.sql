-- Gives the staged records of a kind the audience of the schools that they reach; of every school
-- ('*') when they reach none.
create or alter procedure gcidm.assign_audiences @feed int, @kind nvarchar(40) as
begin
    set nocount, xact_abort on;
    select s.sourcedId, s.schools, convert(varbinary(32), hashbytes('SHA2_256', s.schools)) as digest
    into #keyed
    from (
        select one.sourcedId, coalesce(k.schools, N'*') collate Latin1_General_100_BIN2 as schools
        from (select distinct t.sourcedId from #staged t where t.kind = @kind) one
        left join (
            select pair.sourcedId,
                   string_agg(cast(pair.school as nvarchar(max)), N' ') within group (order by pair.school) as schools
            from (select distinct r.sourcedId, r.school from #reach r where r.kind = @kind) pair
            group by pair.sourcedId
        ) k on k.sourcedId = one.sourcedId
    ) s
    option (recompile);

    -- Waits for one that is being made for a relying party (audience_of_access), instead of making it twice.
    insert into gcidm.audiences (feedId, schools)
    select distinct @feed, k.schools from #keyed k
    where not exists (
        select 1 from gcidm.audiences a with (readcommittedlock) where a.feedId = @feed and a.digest = k.digest)
    option (recompile);

    insert into #audienceOf (kind, sourcedId, audienceId)
    select @kind, k.sourcedId, a.audienceId
    from #keyed k
    join gcidm.audiences a on a.feedId = @feed and a.digest = k.digest
    option (recompile);
end
