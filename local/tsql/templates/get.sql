-- A page of {plural}: documents joined by commas, in rows that follow each other, each with the place
-- of its last record, from which the next page starts. Written by `python -m local.tsql`.
--
-- @query     see read_query. Without "sort" the order is (feedId, sourcedId), which no change of a record
--            can alter, one row per feed that has part in the page; with "sort" that field's and then
--            sourcedId's, both descending when it is: one row
-- @after     where the page before ended: {{"feedId", "sourcedId", "sortKey"}}, or null
-- @offset    how many records to leave out, of those after @after
-- hidden     a JSON array of what the records refer to and the relying party may not see, or null
-- revision   get_access's at the very moment that the page shows; also in the row that says: no records
--
-- First the keys are picked, mostly from an index alone, then the documents of those.
create or alter procedure gcidm.get_{plural}
    @relyingParty int,
    @school       nvarchar(255),
    @query        nvarchar(max),
    @after        nvarchar(max) = null,
    @offset       bigint = 0,
    @limit        int = 100
as
set nocount, xact_abort on;
-- Babelfish refuses this within a procedure: there, what is committed meanwhile can get in.
if serverproperty(N'Babelfish') is null set transaction isolation level snapshot;
begin transaction;
{read_query}
declare @keys table (place int not null identity primary key, page int not null, feedId int not null,
                     sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null,
                     sortKey nvarchar(max) collate Latin1_General_100_BIN2 null);
{beginning}
declare @revision bigint = (select a.revision from gcidm.access_of(@relyingParty) a);
declare @afterFeed int, @afterId nvarchar(255), @afterText nvarchar(max);
select @afterFeed = a.feedId, @afterId = a.sourcedId, @afterText = a.sortKey
from openjson(@after) with (feedId int '$.feedId', sourcedId nvarchar(255) '$.sourcedId', sortKey nvarchar(max) '$.sortKey') a;
declare @left bigint = @limit;
{unseen}    set @left = 0;

if @left > 0 and @sort is not null
begin
{sorted}end
else if @left > 0 and @sourcedId is not null and @column1 is null and @within1 is null and @after is null and @offset = 0
    insert into @keys (page, feedId, sourcedId)
    select t.feedId, t.feedId, t.sourcedId
    from @feeds f
    join gcidm.{plural} t on t.feedId = f.feedId
    where t.sourcedId = @sourcedId and {seen_by_feed}
{only};
else
begin
{walk}end;

if not exists (select 1 from @keys)
    select cast(null as int) as feedid, cast(null as nvarchar(255)) as sourcedid, cast(null as nvarchar(max)) as sortkey,
           cast(0 as bigint) as records, cast(N'' as nvarchar(max)) as docs, cast(null as nvarchar(max)) as hidden, @revision as revision;
else
    select p.page as feedid, l.sourcedId as sourcedid, l.sortKey as sortkey, p.records, p.docs,
           {hidden} as hidden, @revision as revision
    from (
        select k.page, max(k.place) as place, count_big(*) as records, string_agg(t.doc, N',') within group (order by k.place) as docs
        from @keys k
        join gcidm.{plural} t on t.feedId = k.feedId and t.sourcedId = k.sourcedId
        group by k.page
    ) p
    join @keys l on l.place = p.place
    order by p.page;
commit transaction;
