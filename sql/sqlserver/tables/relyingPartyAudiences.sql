-- Derived by gcidm.refresh_access: the audiences that have a school of the relying party.
if object_id(N'gcidm.relyingPartyAudiences', N'U') is null
create table gcidm.relyingPartyAudiences (
    relyingPartyId int not null,
    feedId         int not null,
    audienceId     int not null,
    constraint relyingPartyAudiences_key primary key (relyingPartyId, feedId, audienceId)
);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.relyingPartyAudiences') and name like N'relyingPartyAudiences_feed%')
create index relyingPartyAudiences_feed on gcidm.relyingPartyAudiences (feedId);
