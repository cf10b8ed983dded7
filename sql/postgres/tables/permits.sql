-- What is left of each relying party's requests: a bucket that fills up at its rate. Instances take
-- permits out in blocks (take_permits).
create table if not exists gcidm.permits (
    relyingPartyId integer primary key,
    available      double precision not null,
    at             timestamptz not null
) with (fillfactor = 50);
