-- The schema that holds everything: tables nobody but its owner touches, procedures that others execute.
-- All files may be executed again at any time. An index is looked for by how its name begins, because
-- TDS-compatible engines lengthen the names of indexes, and cut them after 31 characters.
if schema_id(N'gcidm') is null exec (N'create schema gcidm');
