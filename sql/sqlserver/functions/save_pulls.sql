-- Notes what is known after a pull into a feed: a JSON array of rows as in gcidm.pulls.
create or alter procedure gcidm.save_pulls @feed nvarchar(255), @batch nvarchar(max) as
set nocount, xact_abort on;
declare @rows table (feedId int not null, kind nvarchar(32) collate Latin1_General_100_BIN2 not null, source nvarchar(max) not null,
                     since datetime2(3) not null, fullAt datetime2(3) not null, difference bigint null);
insert into @rows (feedId, kind, source, since, fullAt, difference)
select f.feedId, r.kind, r.source, r.since, r.fullAt, r.difference
from openjson(@batch) b
cross apply openjson(b.[value]) with (
    kind nvarchar(32) '$.kind', source nvarchar(max) '$.source', since datetime2(3) '$.since', fullAt datetime2(3) '$.fullAt',
    difference bigint '$.difference'
) r
join gcidm.feeds f on f.name = @feed;

begin transaction;
update p set source = r.source, since = r.since, fullAt = r.fullAt, difference = r.difference
from gcidm.pulls p with (updlock, holdlock)
join @rows r on r.feedId = p.feedId and r.kind = p.kind;
insert into gcidm.pulls (feedId, kind, source, since, fullAt, difference)
select r.feedId, r.kind, r.source, r.since, r.fullAt, r.difference
from @rows r
where not exists (select 1 from gcidm.pulls p where p.feedId = r.feedId and p.kind = r.kind);
commit transaction;
