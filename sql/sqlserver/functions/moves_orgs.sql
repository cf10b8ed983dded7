-- 1 or 0: whether a delta changes the tree of orgs: then who may see what may change anywhere in the feed.
create or alter procedure gcidm.moves_orgs @feed int as
begin
    set nocount, xact_abort on;
    select case when exists (
        select 1 from #staged s
        left join gcidm.orgs o on o.sourcedId = s.sourcedId and o.feedId = @feed
        where s.kind = 'orgs' and (
            coalesce(o.type, '') <> coalesce(json_value(s.record, '$.type'), '')
            or coalesce(o.parentSourcedId, '') <> coalesce(json_value(s.record, '$.parentSourcedId'), ''))
    ) then 1 else 0 end as moves_orgs;
end
