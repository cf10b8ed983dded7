-- A page of enrollments: documents joined by commas, in rows that follow each other, each with the place
-- of its last record, from which the next page starts. Written by `python -m local.tsql`.
--
-- @query     see read_query. Without "sort" the order is (feedId, sourcedId), which no change of a record
--            can alter, one row per feed that has part in the page; with "sort" that field's and then
--            sourcedId's, both descending when it is: one row
-- @after     where the page before ended: {"feedId", "sourcedId", "sortKey"}, or null
-- @offset    how many records to leave out, of those after @after
-- hidden     a JSON array of what the records refer to and the relying party may not see, or null
-- revision   get_access's at the very moment that the page shows; also in the row that says: no records
--
-- First the keys are picked, mostly from an index alone, then the documents of those.
create or alter procedure gcidm.get_enrollments
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
declare @sourcedId nvarchar(255), @status nvarchar(255), @role nvarchar(255), @type nvarchar(255), @either bit,
        @within1 nvarchar(32), @in1 nvarchar(255), @within2 nvarchar(32), @in2 nvarchar(255),
        @column1 nvarchar(64), @operator1 nvarchar(8), @value1 nvarchar(4000), @key1 nvarchar(4000), @from1 datetime2(3),
        @column2 nvarchar(64), @operator2 nvarchar(8), @value2 nvarchar(4000), @key2 nvarchar(4000), @from2 datetime2(3),
        @sort nvarchar(64), @descending bit, @beyond int;
select @sourcedId = q.sourcedId, @status = q.status, @role = q.role, @type = q.type, @either = q.either,
       @within1 = q.within1, @in1 = q.in1, @within2 = q.within2, @in2 = q.in2,
       @column1 = q.column1, @operator1 = q.operator1, @value1 = q.value1, @key1 = q.key1, @from1 = q.from1,
       @column2 = q.column2, @operator2 = q.operator2, @value2 = q.value2, @key2 = q.key2, @from2 = q.from2,
       @sort = q.sort, @descending = q.descending, @beyond = q.beyond
from gcidm.read_query(@query, @relyingParty) q;
if @beyond > 0 or @within1 not in (N'school', N'class') or @within2 not in (N'school', N'class') or @type is not null
   or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'userSourcedId', N'classSourcedId', N'schoolSourcedId', N'role', N'primary', N'beginDate', N'endDate', N'metadata')
   or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'userSourcedId', N'classSourcedId', N'schoolSourcedId', N'role', N'primary', N'beginDate', N'endDate', N'metadata')
   or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'userSourcedId', N'classSourcedId', N'schoolSourcedId', N'role', N'primary', N'beginDate', N'endDate')
    throw 50000, N'gcidm: enrollments cannot be asked for this', 1;

declare @keys table (place int not null identity primary key, page int not null, feedId int not null,
                     sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null,
                     sortKey nvarchar(max) collate Latin1_General_100_BIN2 null);
declare @feeds table (feedId int not null primary key, hides bit not null);
declare @audiences table (audienceId int not null primary key);
insert into @feeds (feedId, hides) select f.feedId, f.hides from gcidm.visible_feeds(@relyingParty, @school) f;
declare @hides bit = case when exists (select 1 from @feeds f where f.hides = 1) then 1 else 0 end;
if @hides = 1
    insert into @audiences (audienceId) select distinct a.audienceId from gcidm.visible_audiences(@relyingParty, @school) a;

declare @revision bigint = (select a.revision from gcidm.access_of(@relyingParty) a);
declare @afterFeed int, @afterId nvarchar(255), @afterText nvarchar(max);
select @afterFeed = a.feedId, @afterId = a.sourcedId, @afterText = a.sortKey
from openjson(@after) with (feedId int '$.feedId', sourcedId nvarchar(255) '$.sourcedId', sortKey nvarchar(max) '$.sortKey') a;
declare @left bigint = @limit;
if @within1 is not null and exists (
    select 1 from gcidm.sees_around(@relyingParty, @school, @within1, @in1, @within2, @in2) s where s.sees = 0)
    set @left = 0;

if @left > 0 and @sort is not null
begin
    if @descending = 0
    insert into @keys (page, feedId, sourcedId, sortKey)
    select 0, n.feedId, n.sourcedId,
           coalesce(n.word, n.text, ltrim(rtrim(convert(nvarchar(40), n.number, 3))), convert(nvarchar(40), n.instant, 126))
    from (
        select k.feedId, k.sourcedId, k.word, k.text, k.number, k.instant
        from @feeds f
        cross apply (
            select top (@offset + @limit) m.feedId, m.sourcedId, m.word, m.text, m.number, m.instant
            from (
                select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
                       r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
                from gcidm.enrollments_matching(
                    @relyingParty, @school, @hides, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
                    @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
            ) m
            where m.feedId = f.feedId and (f.hides = 0 or exists (select 1 from @audiences a where a.audienceId = m.audienceId))
              and (@afterId is null or m.word > left(@afterText, 255) or m.text > @afterText
                   or m.number > try_convert(float, @afterText) or m.instant > try_convert(datetime2(3), @afterText)
                   or m.sourcedId > @afterId and (m.word = left(@afterText, 255) or m.text = @afterText
                       or m.number = try_convert(float, @afterText) or m.instant = try_convert(datetime2(3), @afterText)))
              -- says nothing new, but an index can be searched by it
              and (@afterId is null or @sort not in (N'sourcedId', N'status', N'userSourcedId', N'classSourcedId', N'schoolSourcedId', N'role') or m.word >= left(@afterText, 255))
            order by m.word, m.text, m.number, m.instant, m.sourcedId
        ) k
        order by k.word, k.text, k.number, k.instant, k.sourcedId
        offset @offset rows fetch next @limit rows only
    ) n
    order by n.word, n.text, n.number, n.instant, n.sourcedId
    option (recompile);
    else
    insert into @keys (page, feedId, sourcedId, sortKey)
    select 0, n.feedId, n.sourcedId,
           coalesce(n.word, n.text, ltrim(rtrim(convert(nvarchar(40), n.number, 3))), convert(nvarchar(40), n.instant, 126))
    from (
        select k.feedId, k.sourcedId, k.word, k.text, k.number, k.instant
        from @feeds f
        cross apply (
            select top (@offset + @limit) m.feedId, m.sourcedId, m.word, m.text, m.number, m.instant
            from (
                select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
                       r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
                from gcidm.enrollments_matching(
                    @relyingParty, @school, @hides, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
                    @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
            ) m
            where m.feedId = f.feedId and (f.hides = 0 or exists (select 1 from @audiences a where a.audienceId = m.audienceId))
              and (@afterId is null or m.word < left(@afterText, 255) or m.text < @afterText
                   or m.number < try_convert(float, @afterText) or m.instant < try_convert(datetime2(3), @afterText)
                   or m.sourcedId < @afterId and (m.word = left(@afterText, 255) or m.text = @afterText
                       or m.number = try_convert(float, @afterText) or m.instant = try_convert(datetime2(3), @afterText)))
              -- says nothing new, but an index can be searched by it
              and (@afterId is null or @sort not in (N'sourcedId', N'status', N'userSourcedId', N'classSourcedId', N'schoolSourcedId', N'role') or m.word <= left(@afterText, 255))
            order by m.word desc, m.text desc, m.number desc, m.instant desc, m.sourcedId desc
        ) k
        order by k.word desc, k.text desc, k.number desc, k.instant desc, k.sourcedId desc
        offset @offset rows fetch next @limit rows only
    ) n
    order by n.word desc, n.text desc, n.number desc, n.instant desc, n.sourcedId desc
    option (recompile);
end
else if @left > 0 and @sourcedId is not null and @column1 is null and @within1 is null and @after is null and @offset = 0
    insert into @keys (page, feedId, sourcedId)
    select t.feedId, t.feedId, t.sourcedId
    from @feeds f
    join gcidm.enrollments t on t.feedId = f.feedId
    where t.sourcedId = @sourcedId and (f.hides = 0 or exists (select 1 from @audiences a where a.audienceId = t.audienceId))
      and (@status is null or t.status = @status)
      and (@role is null or t.role = @role);
else
begin
    declare @plain bit = case when @column1 is null and @within1 is null and @sourcedId is null then 1 else 0 end;
    declare @feedId int = coalesce(@afterFeed, 0) - 1, @start nvarchar(255), @skip bigint = @offset, @taken bigint;
    while @left > 0
    begin
        select top (1) @feedId = f.feedId, @hides = f.hides from @feeds f where f.feedId > @feedId order by f.feedId;
        if @@rowcount = 0 break;
        set @start = case when @feedId = @afterFeed then @afterId else N'' end;
        if @plain = 1
        begin
            insert into @keys (page, feedId, sourcedId)
            select @feedId, @feedId, n.sourcedId
            from (
                select t.sourcedId
                from gcidm.enrollments t
                where t.feedId = @feedId and t.sourcedId > @start and (@hides = 0 or exists (select 1 from @audiences a where a.audienceId = t.audienceId))
                  and (@status is null or t.status = @status)
                  and (@role is null or t.role = @role)
                order by t.sourcedId offset @skip rows fetch next @left rows only
            ) n
            order by n.sourcedId;
            set @taken = @@rowcount;
            if @taken = 0 and @skip > 0
                select @skip = @skip - count_big(*)
                from gcidm.enrollments t
                where t.feedId = @feedId and t.sourcedId > @start and (@hides = 0 or exists (select 1 from @audiences a where a.audienceId = t.audienceId))
                  and (@status is null or t.status = @status)
                  and (@role is null or t.role = @role);
        end
        else
        begin
            insert into @keys (page, feedId, sourcedId)
            select @feedId, @feedId, n.sourcedId
            from (
                select m.sourcedId
                from (
                    select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
                           r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
                    from gcidm.enrollments_matching(
                        @relyingParty, @school, @hides, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
                        @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
                ) m
                where m.feedId = @feedId and m.sourcedId > @start and (@hides = 0 or exists (select 1 from @audiences a where a.audienceId = m.audienceId))
                order by m.sourcedId offset @skip rows fetch next @left rows only
            ) n
            order by n.sourcedId
            option (recompile);
            set @taken = @@rowcount;
            if @taken = 0 and @skip > 0
                select @skip = @skip - count_big(*)
                from (
                    select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
                           r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
                    from gcidm.enrollments_matching(
                        @relyingParty, @school, @hides, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
                        @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
                ) m
                where m.feedId = @feedId and m.sourcedId > @start and (@hides = 0 or exists (select 1 from @audiences a where a.audienceId = m.audienceId))
                option (recompile);
        end;
        if @taken > 0 set @skip = 0;
        set @left = @left - @taken;
    end;
end;

if not exists (select 1 from @keys)
    select cast(null as int) as feedid, cast(null as nvarchar(255)) as sourcedid, cast(null as nvarchar(max)) as sortkey,
           cast(0 as bigint) as records, cast(N'' as nvarchar(max)) as docs, cast(null as nvarchar(max)) as hidden, @revision as revision;
else
    select p.page as feedid, l.sourcedId as sourcedid, l.sortKey as sortkey, p.records, p.docs,
           case when (select max(cast(f.hides as int)) from @feeds f where p.page in (0, f.feedId)) = 1 then (
           select N'["' + string_agg(cast(h.sourcedId as nvarchar(max)), N'", "') within group (order by h.sourcedId) + N'"]'
           from (select distinct d.sourcedId from (
          select o.sourcedId from @keys k
          join gcidm.enrollments e on e.sourcedId = k.sourcedId
          join gcidm.orgs o on o.sourcedId = e.schoolSourcedId
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = o.audienceId)
           ) d) h) end as hidden, @revision as revision
    from (
        select k.page, max(k.place) as place, count_big(*) as records, string_agg(t.doc, N',') within group (order by k.place) as docs
        from @keys k
        join gcidm.enrollments t on t.feedId = k.feedId and t.sourcedId = k.sourcedId
        group by k.page
    ) p
    join @keys l on l.place = p.place
    order by p.page;
commit transaction;
