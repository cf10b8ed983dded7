-- Removes up to @limit tombstones of a kind that are older than @days and to which nothing refers any more,
-- with their links. Returns how many. The revision of their feeds rises, and what was published so long
-- ago is forgotten in the same transaction: nobody who would need these tombstones gets a delta
-- without them. So none goes that bears an old date but was published later (see changed_from).
create or alter procedure gcidm.sweep_records @kind nvarchar(40), @days int, @limit int as
begin
    set nocount, xact_abort on;
    declare @before datetime2(3) = dateadd(day, -@days, sysutcdatetime()), @from datetime2(3), @statement nvarchar(max), @swept int,
            @feed int, @instant datetime2(3);
    create table #swept (sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null primary key, feedId int not null);
    set @statement = N'
        insert into #swept (sourcedId, feedId)
        select top (@limit) t.sourcedId, t.feedId
        from gcidm.' + quotename(@kind) + N' t
        where t.status = ''tobedeleted'' and t.dateLastModified < @from and not (' + gcidm.referred_to(@kind) + N')
        order by t.sourcedId;
        delete t from #swept s inner loop join gcidm.' + quotename(@kind) + N' t on t.sourcedId = s.sourcedId;';
    set @from = gcidm.changed_from(@before, null);
    exec sp_executesql @statement, N'@from datetime2(3), @limit int', @from, @limit;

    delete l from #swept s inner loop join gcidm.links l on l.sourcedId = s.sourcedId
    where l.field in (@kind + '.orgs', @kind + '.agents', @kind + '.terms', @kind + '.resources');
    if @kind = 'users'
    begin
        delete l from #swept s inner loop join gcidm.links l on l.field = 'users.agents' and l.target = s.sourcedId;
        delete a from #swept s inner loop join gcidm.statedAgents a on a.sourcedId = s.sourcedId;
        delete a from #swept s inner loop join gcidm.statedAgents a on a.agent = s.sourcedId;
    end

    select @swept = count(*), @feed = min(s.feedId) from #swept s;
    while @feed is not null
    begin
        exec gcidm.take_instant @instant output;
        exec gcidm.raise_revision @feed, @instant;
        select @feed = min(s.feedId) from #swept s where s.feedId > @feed;
    end
    exec gcidm.sweep_publications @before;
    select @swept as sweep_records;
end
