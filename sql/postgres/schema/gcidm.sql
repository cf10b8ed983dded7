-- The schema that holds everything: tables nobody but its owner touches, procedures that others execute.
create schema if not exists gcidm;
