-- How many {plural} there are for a relying party and a query (see read_query), over all that it may
-- see. Written by `python -m local.tsql`.
create or alter procedure gcidm.count_{plural} @relyingParty int, @school nvarchar(255), @query nvarchar(max) as
set nocount, xact_abort on;
{read_query}
{beginning}
{unseen}    select cast(0 as bigint) as {name};
else if @column1 is null and @within1 is null and @sourcedId is null
    select count_big(*) as {name}
    from @feeds f
    join gcidm.{plural} t on t.feedId = f.feedId
    where {seen_by_feed}
{only};
else
    select count_big(*) as {name}
    from @feeds f
    cross apply {call} m
    where m.feedId = f.feedId and {seen_by_feed_m}
    option (recompile);
