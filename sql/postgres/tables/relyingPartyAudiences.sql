-- Derived by gcidm.refresh_access: the audiences that have a school of the relying party.
create table if not exists gcidm.relyingPartyAudiences (
    relyingPartyId integer not null,
    feedId         integer not null,
    audienceId     integer not null,
    primary key (relyingPartyId, feedId, audienceId)
);
