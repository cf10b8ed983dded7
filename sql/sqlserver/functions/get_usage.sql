-- What each relying party asked for since a moment, a row per call: how often, how much came back, how
-- often it failed, how long the back-end took, when it asked last, and when it last completed a full
-- and a delta pull.
create or alter procedure gcidm.get_usage @since datetime2(3) as
set nocount, xact_abort on;
select coalesce(p.name, N'#' + cast(r.relyingPartyId as nvarchar(12))) as name, r.call, count_big(*) as requests,
       sum(cast(r.records as bigint)) as records, sum(r.bytes) as bytes,
       sum(case when r.status = 304 then 1 else 0 end) as unchanged, sum(case when r.status >= 400 then 1 else 0 end) as errors,
       avg(cast(r.milliseconds as float)) as milliseconds, max(cast(r.milliseconds as float)) as slowest, max(r.at) as lastat,
       max(case when r.pull = N'full' then r.at end) as lastfull, max(case when r.pull = N'delta' then r.at end) as lastdelta
from gcidm.reads r
left join gcidm.relyingParties p on p.relyingPartyId = r.relyingPartyId
where r.at >= @since
group by p.name, r.relyingPartyId, r.call
order by name, r.call;
