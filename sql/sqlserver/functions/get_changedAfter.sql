-- From which dateLastModified on changes of what a relying party may see are later than one of its
-- revisions (get_access's), and its revision now. See changed_after; and a state of its own:
--   regrouped  since then it sees other records, which did not change themselves: no delta has them
-- No row when it is unknown or revoked.
create or alter procedure gcidm.get_changedAfter @relyingParty int, @revision bigint as
begin
    set nocount, xact_abort on;
    -- The weight of an access revision, see get_access.
    declare @weight bigint = 1000000000, @now bigint, @feeds nvarchar(max), @seen bigint;
    select @now = a.revision from gcidm.access_of(@relyingParty) a;
    select @feeds = N'[' + string_agg(cast(f.feedId as nvarchar(max)), N',') + N']'
    from gcidm.relyingPartyFeeds f
    where f.relyingPartyId = @relyingParty;
    set @seen = @revision % @weight;

    select n.state, cast(null as nvarchar(24)) as since, @now as revision
    from (
        select case when @revision > @now then 'ahead'
                    when @revision / @weight < @now / @weight then 'regrouped' end as state
    ) n
    where n.state is not null
    union all
    select c.state, c.since, @now
    from gcidm.changed_after(coalesce(@feeds, N'[]'), @seen) c
    where @revision <= @now and @revision / @weight >= @now / @weight;
end
