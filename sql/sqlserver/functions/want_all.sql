-- Wants all that the feed has of a kind.
create or alter procedure gcidm.want_all @feed int, @kind nvarchar(40), @compared nvarchar(20) as
begin
    set nocount, xact_abort on;
    insert into #wanted (kind, sourcedId, compared)
    select @kind, r.sourcedId, @compared
    from gcidm.records r
    where r.kind = @kind and r.feedId = @feed
    option (recompile);
end
