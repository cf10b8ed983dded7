-- The {plural} that a query asks for (see read_query), each with what the page is sorted by, the least
-- for a record without the field: one of word, text, number and instant. @hides: whether a filter
-- must not tell what a record's references would not show. Written by `python -m local.tsql`.
--
-- For statements that are compiled with their parameters' values, so that only what is asked for is left
-- of it, and the indexes serve: the lines "narrow" say nothing new, but an index can be searched by them.
create or alter function gcidm.{plural}_matching(
{parameters}
) returns table as return
select t.feedId, t.sourcedId, t.audienceId, s.word, s.text, s.number, s.instant
from gcidm.{plural} t
{clause1}
{clause2}
cross apply (
    select {sort}
) s
where (@sourcedId is null or t.sourcedId = @sourcedId)
  and (@status is null or t.status = @status)
{only}{within}  -- narrow
  and (@either = 1 or @from1 is null or t.dateLastModified >= @from1)
  and (@either = 1 or @from2 is null or t.dateLastModified >= @from2)
  and (@either = 1 or @column1 is null or @operator1 <> N'=' or @column1 not in ({words}) or {word1} = @value1)
  and (@either = 1 or @column2 is null or @operator2 <> N'=' or @column2 not in ({words}) or {word2} = @value2)
  -- the filter
  and (@either = 0 and m1.matches = 1 and m2.matches = 1 or @either = 1 and 1 in (m1.matches, m2.matches));
