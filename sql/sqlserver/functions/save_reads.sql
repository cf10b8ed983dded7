-- Notes what was read. @reads: a JSON array of arrays, each with the columns of gcidm.reads in their
-- order; at in seconds since 1970. Not by json_value, which gives no text of more than 4000 characters.
create or alter procedure gcidm.save_reads @reads nvarchar(max) as
set nocount, xact_abort on;
declare @second bigint = 1000, @day bigint = 86400000;
insert into gcidm.reads (at, relyingPartyId, school, call, kind, query, revision, status, records, bytes, milliseconds, pull,
                         firstFeedId, firstSourcedId, lastFeedId, lastSourcedId, listed)
-- The milliseconds last and few: not every engine adds millions of them to the last digit.
select dateadd(millisecond, r.at % @second,
               dateadd(second, r.at % @day / @second, dateadd(day, r.at / @day, cast('1970-01-01' as datetime2(3))))),
       r.relyingPartyId, gcidm.sourcedId_of(r.school), r.call, r.kind, r.query, r.revision, r.status, r.records, r.bytes,
       r.milliseconds, r.pull, r.firstFeedId, gcidm.sourcedId_of(r.firstSourcedId), r.lastFeedId, gcidm.sourcedId_of(r.lastSourcedId),
       r.listed
from (
    select cast(max(case c.[key] when N'0' then cast(c.value as decimal(20, 3)) end) * 1000 as bigint) as at,
           max(case c.[key] when N'1' then cast(c.value as int) end) as relyingPartyId,
           max(case c.[key] when N'2' then c.value end) as school,
           max(case c.[key] when N'3' then c.value end) as call,
           max(case c.[key] when N'4' then c.value end) as kind,
           max(case c.[key] when N'5' then c.value end) as query,
           max(case c.[key] when N'6' then cast(c.value as bigint) end) as revision,
           max(case c.[key] when N'7' then cast(c.value as int) end) as status,
           max(case c.[key] when N'8' then cast(c.value as int) end) as records,
           max(case c.[key] when N'9' then cast(c.value as bigint) end) as bytes,
           max(case c.[key] when N'10' then cast(c.value as real) end) as milliseconds,
           max(case c.[key] when N'11' then c.value end) as pull,
           max(case c.[key] when N'12' then cast(c.value as int) end) as firstFeedId,
           max(case c.[key] when N'13' then c.value end) as firstSourcedId,
           max(case c.[key] when N'14' then cast(c.value as int) end) as lastFeedId,
           max(case c.[key] when N'15' then c.value end) as lastSourcedId,
           max(case c.[key] when N'16' then c.value end) as listed
    from openjson(@reads) b
    cross apply openjson(b.[value]) c
    group by b.[key]
) r;
