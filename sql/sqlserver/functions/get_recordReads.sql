-- Who got a record to read since a moment: a row per call whose page it was on. sure: the page began or
-- ended with it, listed it, or was a page on which the record as it stands would be, while neither it
-- nor what the relying party may see has changed since. Not sure: it has, so that nobody can tell any
-- more whether it was on the page.
create or alter procedure gcidm.get_recordReads @sourcedId nvarchar(255), @since datetime2(3) as
set nocount, xact_abort on;
declare @found table (
    place int not null identity primary key, at datetime2(3) not null, name nvarchar(255) not null, call nvarchar(255) not null,
    kind nvarchar(32) not null, query nvarchar(max) null, relyingPartyId int not null, school nvarchar(255) null,
    sure bit not null, remains bit not null, hides bit null);
-- remains: what can be asked again, as nothing has changed. hides: see visible_feeds; null: the
-- record's feed is not read any more.
insert into @found (at, name, call, kind, query, relyingPartyId, school, sure, remains, hides)
select r.at, coalesce(p.name, N'#' + cast(r.relyingPartyId as nvarchar(12))), r.call, r.kind, r.query, r.relyingPartyId, r.school, s.sure,
       case when s.sure = 0 and t.dateLastModified <= r.at and p.revokedAt is null and r.revision / 1000000000 = p.accessRevision
            then 1 else 0 end,
       (select max(cast(f.hides as int)) from gcidm.visible_feeds(r.relyingPartyId, r.school) f
        where f.feedId = t.feedId
          and (f.hides = 0 or t.audienceId in (select a.audienceId from gcidm.visible_audiences(r.relyingPartyId, r.school) a)))
from gcidm.reads r
left join gcidm.relyingParties p on p.relyingPartyId = r.relyingPartyId
left join gcidm.records t on t.kind = r.kind collate Latin1_General_100_BIN2 and t.sourcedId = @sourcedId
cross apply (
    select cast(case when r.listed is not null or @sourcedId in (r.firstSourcedId, r.lastSourcedId) then 1 else 0 end as bit) as sure
) s
where r.at >= @since and r.records > 0
  and (r.listed is not null
         and exists (select 1 from openjson(r.listed) l where l.value collate Latin1_General_100_BIN2 = @sourcedId)
       or r.listed is null and (r.firstFeedId < r.lastFeedId or @sourcedId between r.firstSourcedId and r.lastSourcedId))
  and (s.sure = 1
       or (t.feedId > r.firstFeedId or t.feedId = r.firstFeedId and t.sourcedId >= r.firstSourcedId)
          and (t.feedId < r.lastFeedId or t.feedId = r.lastFeedId and t.sourcedId <= r.lastSourcedId))
order by r.at;

declare @place int = (select min(f.place) from @found f where f.remains = 1), @kind nvarchar(32), @query nvarchar(max),
        @relyingParty int, @school nvarchar(255), @hides bit, @matches bit;
while @place is not null
begin
    select @kind = f.kind, @query = f.query, @relyingParty = f.relyingPartyId, @school = f.school, @hides = f.hides
    from @found f where f.place = @place;
    set @matches = 0;
    if @hides is not null
        exec gcidm.match_record @kind, @query, @relyingParty, @school, @hides, @sourcedId, @matches output;
    if @matches = 1
        update @found set sure = 1 where place = @place;
    else
        delete from @found where place = @place;
    select @place = min(f.place) from @found f where f.remains = 1 and f.place > @place;
end;
select f.at, f.name, f.call, f.kind, f.query, f.sure from @found f order by f.place;
