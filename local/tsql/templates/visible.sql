declare @feeds table (feedId int not null primary key, hides bit not null);
declare @audiences table (audienceId int not null primary key);
insert into @feeds (feedId, hides) select f.feedId, f.hides from gcidm.visible_feeds(@relyingParty, @school) f;
declare @hides bit = case when exists (select 1 from @feeds f where f.hides = 1) then 1 else 0 end;
if @hides = 1
    insert into @audiences (audienceId) select distinct a.audienceId from gcidm.visible_audiences(@relyingParty, @school) a;
