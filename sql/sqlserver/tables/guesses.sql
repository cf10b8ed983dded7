-- Wrong credentials, counted in a fixed number of slots, so that no flood of client ids or addresses can
-- make it grow. A slot is a keyed hash (functions/guesses.py) of a client id, of an address, or of both,
-- which says that the client got a token from there. failures: as of `at`; half of them are forgotten
-- every ten minutes.
if object_id(N'gcidm.guesses', N'U') is null
create table gcidm.guesses (
    slot     int not null constraint guesses_key primary key,
    failures float not null,
    at       datetime2(7) not null
);
