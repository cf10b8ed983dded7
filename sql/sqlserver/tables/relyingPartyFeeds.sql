-- Derived by gcidm.refresh_access: the feeds in which a relying party has a school. whole means that
-- every school of the feed authorised it, so that no record needs to be checked.
if object_id(N'gcidm.relyingPartyFeeds', N'U') is null
create table gcidm.relyingPartyFeeds (
    relyingPartyId int not null,
    feedId         int not null,
    whole          bit not null,
    constraint relyingPartyFeeds_key primary key (relyingPartyId, feedId)
);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.relyingPartyFeeds') and name like N'relyingPartyFeeds_feed%')
create index relyingPartyFeeds_feed on gcidm.relyingPartyFeeds (feedId);
