-- A feed is one source of records (a school's MIS, a district's export). A record belongs to one feed
-- for good. revision rises with each change of the feed's records.
if object_id(N'gcidm.feeds', N'U') is null
create table gcidm.feeds (
    feedId    int identity not null constraint feeds_key primary key,
    name      nvarchar(255) collate Latin1_General_100_BIN2 not null constraint feeds_name unique,
    revision  bigint not null default 0,
    changedAt datetime2(3) null
);
-- Of what was published until then some was swept.
if col_length(N'gcidm.feeds', N'sweptBefore') is null
alter table gcidm.feeds add sweptBefore datetime2(3) null;
