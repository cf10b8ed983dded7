-- Wants what a delta affects beside the records that it states, and what that in turn depends on.
-- The tree of orgs must stay as it is. Those that are to be compared come first: they stay so.
create or alter procedure gcidm.want_affected @feed int as
begin
    set nocount, xact_abort on;
    exec gcidm.want_all @feed, 'orgs', 'record';
    exec gcidm.want_all @feed, 'academicSessions', 'record';
    exec gcidm.want_moved;
    exec gcidm.want_users @feed;
    exec gcidm.want_taught;
end
