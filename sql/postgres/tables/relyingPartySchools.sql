-- The schools that authorised a relying party: the only source of what it may see.
create table if not exists gcidm.relyingPartySchools (
    relyingPartyId  integer not null,
    schoolSourcedId text collate "C" not null,
    authorisedAt    timestamptz(3) not null default now(),
    primary key (relyingPartyId, schoolSourcedId)
);
create index if not exists relyingPartySchools_school on gcidm.relyingPartySchools (schoolSourcedId);
