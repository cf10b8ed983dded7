-- The last dateLastModified that was given to a change, in milliseconds since 1970. A sequence, because
-- what is taken from it is taken at once and for all transactions: no two changes have the same.
create sequence if not exists gcidm.instants;
