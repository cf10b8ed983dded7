-- Derived by gcidm.refresh_access: the feeds in which a relying party has a school. whole means that
-- every school of the feed authorised it, so that no record needs to be checked.
create table if not exists gcidm.relyingPartyFeeds (
    relyingPartyId integer not null,
    feedId         integer not null,
    whole          boolean not null,
    primary key (relyingPartyId, feedId)
);
