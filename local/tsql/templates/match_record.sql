-- Whether a query asks for a record of a kind (see read_query) that a relying party may see. @hides: see
-- <kind>_matching. Written by `python -m local.tsql`.
create or alter procedure gcidm.match_record
    @kind nvarchar(32), @query nvarchar(max), @relyingParty int, @school nvarchar(255), @hides bit, @record nvarchar(255),
    @matches bit output
as
set nocount, xact_abort on;
{read_query}{branches}