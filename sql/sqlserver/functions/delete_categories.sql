-- Makes a categories record a tombstone for a relying party: see delete_record.
create or alter procedure gcidm.delete_categories @relyingParty int, @school nvarchar(255), @record nvarchar(max), @state nvarchar(max) as
set nocount, xact_abort on;
exec gcidm.delete_record N'categories', @relyingParty, @school, @record, @state;
