-- How many of a feed's records of a kind match a query (see read_query). Written by `python -m local.tsql`.
create or alter procedure gcidm.count_feed @kind nvarchar(32), @feed int, @query nvarchar(max) as
set nocount, xact_abort on;
{read_query}{branches}