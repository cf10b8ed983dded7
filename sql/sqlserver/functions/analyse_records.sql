-- The server brings the optimiser's statistics up to date by itself, when much has changed: doing it here
-- would lock them until the import's end.
create or alter procedure gcidm.analyse_records @saved int as
begin
    set nocount, xact_abort on;
end
