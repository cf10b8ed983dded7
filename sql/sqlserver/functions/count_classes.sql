-- How many classes there are for a relying party and a query (see read_query), over all that it may
-- see. Written by `python -m local.tsql`.
create or alter procedure gcidm.count_classes @relyingParty int, @school nvarchar(255), @query nvarchar(max) as
set nocount, xact_abort on;
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
if @beyond > 0 or @within1 not in (N'school', N'course', N'term', N'user', N'student', N'teacher') or @within2 not in (N'school', N'course', N'term', N'user', N'student', N'teacher') or @role is not null or @type is not null
   or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'classCode', N'classType', N'location', N'grades', N'subjects', N'courseSourcedId', N'schoolSourcedId', N'termSourcedIds', N'subjectCodes', N'periods', N'resourceSourcedIds', N'metadata')
   or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'classCode', N'classType', N'location', N'grades', N'subjects', N'courseSourcedId', N'schoolSourcedId', N'termSourcedIds', N'subjectCodes', N'periods', N'resourceSourcedIds', N'metadata')
   or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'classCode', N'classType', N'location', N'courseSourcedId', N'schoolSourcedId')
    throw 50000, N'gcidm: classes cannot be asked for this', 1;

declare @feeds table (feedId int not null primary key, hides bit not null);
declare @audiences table (audienceId int not null primary key);
insert into @feeds (feedId, hides) select f.feedId, f.hides from gcidm.visible_feeds(@relyingParty, @school) f;
declare @hides bit = case when exists (select 1 from @feeds f where f.hides = 1) then 1 else 0 end;
if @hides = 1
    insert into @audiences (audienceId) select distinct a.audienceId from gcidm.visible_audiences(@relyingParty, @school) a;

if @within1 is not null and exists (
    select 1 from gcidm.sees_around(@relyingParty, @school, @within1, @in1, @within2, @in2) s where s.sees = 0)
    select cast(0 as bigint) as count_classes;
else if @column1 is null and @within1 is null and @sourcedId is null
    select count_big(*) as count_classes
    from @feeds f
    join gcidm.classes t on t.feedId = f.feedId
    where (f.hides = 0 or exists (select 1 from @audiences a where a.audienceId = t.audienceId))
      and (@status is null or t.status = @status);
else
    select count_big(*) as count_classes
    from @feeds f
    cross apply (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.classes_matching(
            @relyingParty, @school, f.hides, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = f.feedId and (f.hides = 0 or exists (select 1 from @audiences a where a.audienceId = m.audienceId))
    option (recompile);
