-- Derives what relying parties may see from the schools that authorised them: after an import (all of
-- a feed's relying parties), after a school was authorised or withdrawn (one). null means all.
create or alter procedure gcidm.refresh_access @relyingParty int, @feed int as
begin
    set nocount, xact_abort on;

    begin transaction;
    -- Until the commit, so that neither overlooks the other: a feed's refreshes come one after the other,
    -- and one of all feeds is alone. Different feeds do not wait for each other.
    declare @every nvarchar(255) = N'gcidm.access ' + db_name(), @one nvarchar(255), @got int;
    declare @mode varchar(32) = case when @feed is null then 'Exclusive' else 'Shared' end;
    exec @got = sp_getapplock @Resource = @every, @LockMode = @mode, @LockOwner = 'Transaction';
    if @got >= 0 and @feed is not null
    begin
        set @one = @every + N' ' + cast(@feed as nvarchar(255));
        exec @got = sp_getapplock @Resource = @one, @LockMode = 'Exclusive', @LockOwner = 'Transaction';
    end
    if @got < 0
        throw 51205, N'gcidm: the lock of what relying parties may see was not given', 1;

    select s.relyingPartyId, o.feedId,
           cast(case when count(*) = (select count(*) from gcidm.orgs every
                                      where every.feedId = o.feedId and every.type = 'school')
                     then 1 else 0 end as bit) as whole
    into #feeds
    from gcidm.relyingPartySchools s
    join gcidm.orgs o on o.sourcedId = s.schoolSourcedId and o.type = 'school'
    where (@relyingParty is null or s.relyingPartyId = @relyingParty) and (@feed is null or o.feedId = @feed)
    group by s.relyingPartyId, o.feedId;

    select s.relyingPartyId, a.feedId, a.audienceId
    into #audiences
    from gcidm.relyingPartySchools s
    join gcidm.audienceSchools m on m.schoolSourcedId = s.schoolSourcedId
    join gcidm.audiences a on a.audienceId = m.audienceId
    join #feeds f on f.relyingPartyId = s.relyingPartyId and f.feedId = a.feedId
    union
    select f.relyingPartyId, f.feedId, a.audienceId
    from #feeds f
    join gcidm.audiences a on a.feedId = f.feedId and a.schools = '*';

    -- An import that changes nobody's access leaves the relying parties alone: imports of other feeds
    -- would wait for it.
    create table #changed (relyingPartyId int not null);
    insert into #changed (relyingPartyId)
    select f.relyingPartyId
    from gcidm.relyingPartyFeeds f
    where (@relyingParty is null or f.relyingPartyId = @relyingParty) and (@feed is null or f.feedId = @feed)
      and not exists (select 1 from #feeds n
                      where n.relyingPartyId = f.relyingPartyId and n.feedId = f.feedId and n.whole = f.whole)
    union
    select n.relyingPartyId
    from #feeds n
    where not exists (select 1 from gcidm.relyingPartyFeeds f
                      where f.relyingPartyId = n.relyingPartyId and f.feedId = n.feedId and f.whole = n.whole)
    union
    select a.relyingPartyId
    from gcidm.relyingPartyAudiences a
    where (@relyingParty is null or a.relyingPartyId = @relyingParty) and (@feed is null or a.feedId = @feed)
      and not exists (select 1 from #audiences n
                      where n.relyingPartyId = a.relyingPartyId and n.feedId = a.feedId and n.audienceId = a.audienceId)
    union
    select n.relyingPartyId
    from #audiences n
    where not exists (select 1 from gcidm.relyingPartyAudiences a
                      where a.relyingPartyId = n.relyingPartyId and a.feedId = n.feedId and a.audienceId = n.audienceId);

    if exists (select 1 from #changed)
    begin
        delete f from gcidm.relyingPartyFeeds f
        where f.relyingPartyId in (select c.relyingPartyId from #changed c) and (@feed is null or f.feedId = @feed);
        insert into gcidm.relyingPartyFeeds (relyingPartyId, feedId, whole)
        select n.relyingPartyId, n.feedId, n.whole from #feeds n
        where n.relyingPartyId in (select c.relyingPartyId from #changed c);
        delete a from gcidm.relyingPartyAudiences a
        where a.relyingPartyId in (select c.relyingPartyId from #changed c) and (@feed is null or a.feedId = @feed);
        insert into gcidm.relyingPartyAudiences (relyingPartyId, feedId, audienceId)
        select n.relyingPartyId, n.feedId, n.audienceId from #audiences n
        where n.relyingPartyId in (select c.relyingPartyId from #changed c);
    end

    update r set accessRevision = r.accessRevision + 1,
        regroupedAt = case when @feed is null and r.accessRevision > 0 then gcidm.clock() else r.regroupedAt end
    from gcidm.relyingParties r
    where (@relyingParty is null or r.relyingPartyId = @relyingParty)
      and (@feed is null or r.relyingPartyId in (select c.relyingPartyId from #changed c));
    commit transaction;
end
