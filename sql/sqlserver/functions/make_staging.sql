-- The tables of one import: temporary, so that they are no one else's, are not logged with the data,
-- and are gone with the transaction, if it fails. What a procedure makes is gone with the procedure:
-- so the connection itself has to run the batches that are returned here.
--
-- #staged: the set as it was read, and, live, what the feed has and the set does not state. compared: which
-- of it is compared with the feed: the whole 'record'; its 'state', which is status and audience;
-- or 'nothing', of what is there for others to refer to.
-- #wanted: what is staged of the feed.
-- #lists: lists that follow from other records: a parent's children, both directions of agents, resources.
-- #reach: which schools a record reaches, a pair a row; #audienceOf: the audience that follows.
-- #changes: what has to be saved, numbered in the order of sourcedId. record is null when only status or
-- audience change.
create or alter procedure gcidm.make_staging as
begin
    set nocount, xact_abort on;
    declare @kind nvarchar(100) = N'kind nvarchar(40) collate Latin1_General_100_BIN2 not null, ',
            @sourcedId nvarchar(100) = N'sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null, ',
            @text nvarchar(100) = N' collate Latin1_General_100_BIN2 ',
            -- For those of which a sourcedId can have several rows.
            @number nvarchar(100) = N'number int identity not null, primary key (kind, sourcedId, number)';

    select b.batch from (
        select N'if object_id(''tempdb..#' + t.name + N''') is not null drop table #' + t.name as batch, 0 as step
        from (values ('staged'), ('wanted'), ('lists'), ('reach'), ('audienceOf'), ('changes')) as t(name)
        union all
        select N'create table #staged (' + @kind + @sourcedId + N'line int not null, live bit not null,
            compared nvarchar(20)' + @text + N'not null, status nvarchar(20)' + @text + N'not null,
            record nvarchar(max)' + @text + N'not null, ' + @number + N')', 1
        union all
        select N'create table #wanted (' + @kind + @sourcedId + N'compared nvarchar(20)' + @text + N'not null,
            primary key (kind, sourcedId))', 1
        union all
        select N'create table #lists (' + @kind + @sourcedId + N'field nvarchar(40)' + @text + N'not null,
            list nvarchar(max)' + @text + N'not null, primary key (kind, sourcedId))', 1
        union all
        select N'create table #reach (' + @kind + @sourcedId + N'school nvarchar(255)' + @text + N'not null, ' + @number + N')', 1
        union all
        select N'create table #audienceOf (' + @kind + @sourcedId + N'audienceId int not null,
            primary key (kind, sourcedId))', 1
        union all
        select N'create table #changes (' + @kind + N'place int not null, change nvarchar(20)' + @text + N'not null,
            ' + @sourcedId + N'status nvarchar(20)' + @text + N'not null, audienceId int not null,
            digest nvarchar(64)' + @text + N'not null, record nvarchar(max)' + @text + N',
            primary key (kind, place))', 1
    ) b order by b.step;
end
