-- What each relying party asked for and got: a row per call of the back-end, for `xporter usage`. A page
-- lies between two places of the order (feed, sourcedId); a sorted page lists what it had instead.
-- bytes: of the reply, before compression; milliseconds: in the back-end; pull: 'full' or 'delta' on the
-- page that completed one; revision: get_access's. Written in batches, so nothing refers to it and it
-- has a single index.
create table if not exists gcidm.reads (
    at             timestamptz(3) not null,
    relyingPartyId integer not null,
    school         text,
    call           text not null,
    kind           text,
    query          text,
    revision       bigint,
    status         integer not null,
    records        integer not null,
    bytes          bigint not null,
    milliseconds   real not null,
    pull           text,
    firstFeedId    integer,
    firstSourcedId text collate "C",
    lastFeedId     integer,
    lastSourcedId  text collate "C",
    listed         jsonb
);

create index if not exists reads_at on gcidm.reads (at);
