-- The schema that holds everything: tables nobody but its owner touches, procedures that others execute.
if schema_id(N'gcidm') is null
    exec (N'create schema gcidm');
