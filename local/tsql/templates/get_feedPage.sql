-- A page of a feed's records of a kind, whoever may see them, in the order of sourcedId: for operators.
-- @query: see read_query. @after: the sourcedId with which the page before ended, '' for the first.
-- No row when there is no more. Written by `python -m local.tsql`.
create or alter procedure gcidm.get_feedPage @kind nvarchar(32), @feed int, @query nvarchar(max), @after nvarchar(255), @limit int as
set nocount, xact_abort on;
{read_query}declare @keys table (sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null primary key);
{branches}select max(k.sourcedId) as sourcedid, count_big(*) as records, string_agg(r.doc, N',') within group (order by k.sourcedId) as docs
from @keys k
join gcidm.records r on r.kind = @kind and r.sourcedId = k.sourcedId
having count_big(*) > 0;
