-- Wrong credentials, counted in a fixed number of slots, so that no flood of client ids or addresses can
-- make it grow. A slot is a keyed hash (functions/guesses.py) of a client id, of an address, or of both,
-- which says that the client got a token from there. failures: as of `at`; half of them are forgotten
-- every ten minutes.
create table if not exists gcidm.guesses (
    slot     integer primary key,
    failures double precision not null,
    at       timestamptz not null
) with (fillfactor = 50);
