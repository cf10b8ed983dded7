-- The orgs that a query asks for (see read_query), each with what the page is sorted by, the least
-- for a record without the field: one of word, text, number and instant. @hides: whether a filter
-- must not tell what a record's references would not show. Written by `python -m local.tsql`.
--
-- For statements that are compiled with their parameters' values, so that only what is asked for is left
-- of it, and the indexes serve: the lines "narrow" say nothing new, but an index can be searched by them.
create or alter function gcidm.orgs_matching(
    @relyingParty int, @school nvarchar(255), @hides bit,
    @sourcedId nvarchar(255), @status nvarchar(255), @role nvarchar(255), @type nvarchar(255),
    @within1 nvarchar(32), @in1 nvarchar(255), @within2 nvarchar(32), @in2 nvarchar(255), @either bit,
    @column1 nvarchar(64), @operator1 nvarchar(8), @value1 nvarchar(4000), @key1 nvarchar(4000), @from1 datetime2(3),
    @column2 nvarchar(64), @operator2 nvarchar(8), @value2 nvarchar(4000), @key2 nvarchar(4000), @from2 datetime2(3),
    @sort nvarchar(64)
) returns table as return
select t.feedId, t.sourcedId, t.audienceId, s.word, s.text, s.number, s.instant
from gcidm.orgs t
cross apply (
    select case @column1
               when N'sourcedId' then t.sourcedId
               when N'status' then t.status
               when N'name' then lower(lower(t.name collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)
               when N'type' then t.type
               when N'identifier' then lower(lower(t.identifier collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)
               when N'parentSourcedId' then case when @hides = 0 or exists (select 1 from gcidm.orgs v join gcidm.visible_audiences(@relyingParty, @school) a on a.audienceId = v.audienceId where v.sourcedId = t.parentSourcedId) then t.parentSourcedId end
               when N'metadata' then (select lower(lower(e.value collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2) from openjson(t.metadata) e where e.[key] collate Latin1_General_100_BIN2 = @key1 and datalength(e.[key]) = datalength(@key1))
           end as text,
           cast(null as float) as number,
           case @column1
               when N'dateLastModified' then t.dateLastModified
           end as instant
) k1
cross apply (
    select try_convert(float, @value1) as number, try_convert(datetime2(7), left(@value1, 26)) as instant
) v1
cross apply (
    select case
        when k1.text < @value1 or k1.number < v1.number or k1.instant < v1.instant then -1
        when k1.text > @value1 or k1.number > v1.number or k1.instant > v1.instant then 1
        when k1.text = @value1 then sign(datalength(k1.text) - datalength(@value1))
        when k1.number = v1.number or k1.instant = v1.instant then 0 end as side
) c1
cross apply (
    select case
        when @column1 is null then 1 - @either
        when @from1 is not null then
            case when t.dateLastModified >= @from1
                      and (@operator1 = N'>=' or c1.side <> 0 or @from1 = '0001-01-01') then 1 else 0 end
        when @column1 = N'children' then (
            select case when @operator1 = N'~' and f.found > 0 or @operator1 = N'!=' and f.found < f.total
                          or @operator1 not in (N'~', N'!=') and f.found = f.total then 1 else 0 end
            from (select count(*) as total, coalesce(sum(w.found), 0) as found
                  from (select case when exists (
                                   select 1 from (select e.sourcedId as value from gcidm.orgs e where e.parentSourcedId = t.sourcedId and (@hides = 0 or exists (select 1 from gcidm.orgs v join gcidm.visible_audiences(@relyingParty, @school) a on a.audienceId = v.audienceId where v.sourcedId = e.sourcedId))) h
                                   where h.value collate Latin1_General_100_BIN2 = w.value collate Latin1_General_100_BIN2 and datalength(h.value) = datalength(w.value))
                               then 1 else 0 end as found
                        from openjson(@value1) w) w) f)
        when @operator1 = N'=' and c1.side = 0 or @operator1 = N'!=' and coalesce(c1.side, 1) <> 0
          or @operator1 = N'<' and c1.side < 0 or @operator1 = N'<=' and c1.side <= 0
          or @operator1 = N'>' and c1.side > 0 or @operator1 = N'>=' and c1.side >= 0
          or @operator1 = N'~' and (c1.side = 0 or charindex(@value1, k1.text) > 0
                                 or k1.text is not null and datalength(@value1) = 0)
        then 1 else 0 end as matches
) m1
cross apply (
    select case @column2
               when N'sourcedId' then t.sourcedId
               when N'status' then t.status
               when N'name' then lower(lower(t.name collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)
               when N'type' then t.type
               when N'identifier' then lower(lower(t.identifier collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)
               when N'parentSourcedId' then case when @hides = 0 or exists (select 1 from gcidm.orgs v join gcidm.visible_audiences(@relyingParty, @school) a on a.audienceId = v.audienceId where v.sourcedId = t.parentSourcedId) then t.parentSourcedId end
               when N'metadata' then (select lower(lower(e.value collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2) from openjson(t.metadata) e where e.[key] collate Latin1_General_100_BIN2 = @key2 and datalength(e.[key]) = datalength(@key2))
           end as text,
           cast(null as float) as number,
           case @column2
               when N'dateLastModified' then t.dateLastModified
           end as instant
) k2
cross apply (
    select try_convert(float, @value2) as number, try_convert(datetime2(7), left(@value2, 26)) as instant
) v2
cross apply (
    select case
        when k2.text < @value2 or k2.number < v2.number or k2.instant < v2.instant then -1
        when k2.text > @value2 or k2.number > v2.number or k2.instant > v2.instant then 1
        when k2.text = @value2 then sign(datalength(k2.text) - datalength(@value2))
        when k2.number = v2.number or k2.instant = v2.instant then 0 end as side
) c2
cross apply (
    select case
        when @column2 is null then 1 - @either
        when @from2 is not null then
            case when t.dateLastModified >= @from2
                      and (@operator2 = N'>=' or c2.side <> 0 or @from2 = '0001-01-01') then 1 else 0 end
        when @column2 = N'children' then (
            select case when @operator2 = N'~' and f.found > 0 or @operator2 = N'!=' and f.found < f.total
                          or @operator2 not in (N'~', N'!=') and f.found = f.total then 1 else 0 end
            from (select count(*) as total, coalesce(sum(w.found), 0) as found
                  from (select case when exists (
                                   select 1 from (select e.sourcedId as value from gcidm.orgs e where e.parentSourcedId = t.sourcedId and (@hides = 0 or exists (select 1 from gcidm.orgs v join gcidm.visible_audiences(@relyingParty, @school) a on a.audienceId = v.audienceId where v.sourcedId = e.sourcedId))) h
                                   where h.value collate Latin1_General_100_BIN2 = w.value collate Latin1_General_100_BIN2 and datalength(h.value) = datalength(w.value))
                               then 1 else 0 end as found
                        from openjson(@value2) w) w) f)
        when @operator2 = N'=' and c2.side = 0 or @operator2 = N'!=' and coalesce(c2.side, 1) <> 0
          or @operator2 = N'<' and c2.side < 0 or @operator2 = N'<=' and c2.side <= 0
          or @operator2 = N'>' and c2.side > 0 or @operator2 = N'>=' and c2.side >= 0
          or @operator2 = N'~' and (c2.side = 0 or charindex(@value2, k2.text) > 0
                                 or k2.text is not null and datalength(@value2) = 0)
        then 1 else 0 end as matches
) m2
cross apply (
    select case @sort
               when N'sourcedId' then t.sourcedId
               when N'status' then t.status
               when N'name' then t.nameKey
               when N'type' then t.type
               when N'identifier' then t.identifierKey
               when N'parentSourcedId' then coalesce(t.parentSourcedId, N'')
           end as word,
           cast(null as nvarchar(1)) as text,
           cast(null as float) as number,
           case @sort
               when N'dateLastModified' then t.dateLastModified
           end as instant
) s
where (@sourcedId is null or t.sourcedId = @sourcedId)
  and (@status is null or t.status = @status)
  and (@type is null or t.type = @type)
  -- narrow
  and (@either = 1 or @from1 is null or t.dateLastModified >= @from1)
  and (@either = 1 or @from2 is null or t.dateLastModified >= @from2)
  and (@either = 1 or @column1 is null or @operator1 <> N'=' or @column1 not in (N'sourcedId', N'status', N'name', N'type', N'identifier', N'parentSourcedId') or case @column1 when N'sourcedId' then t.sourcedId when N'status' then t.status when N'name' then t.nameKey when N'type' then t.type when N'identifier' then t.identifierKey when N'parentSourcedId' then t.parentSourcedId end = @value1)
  and (@either = 1 or @column2 is null or @operator2 <> N'=' or @column2 not in (N'sourcedId', N'status', N'name', N'type', N'identifier', N'parentSourcedId') or case @column2 when N'sourcedId' then t.sourcedId when N'status' then t.status when N'name' then t.nameKey when N'type' then t.type when N'identifier' then t.identifierKey when N'parentSourcedId' then t.parentSourcedId end = @value2)
  -- the filter
  and (@either = 0 and m1.matches = 1 and m2.matches = 1 or @either = 1 and 1 in (m1.matches, m2.matches));
