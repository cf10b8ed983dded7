-- From which dateLastModified on changes may be unknown to a relying party that asks for those since
-- p_since: that read everything at that instant, or whose newest record has that dateLastModified. Of
-- what it may read only, so that pages of one revision are of one whole. null: of all feeds.
--
-- Changes become visible later than their dateLastModified says: an import takes it before it saves,
-- and others commit meanwhile. What was published after p_since the reader cannot have seen, whatever
-- its dateLastModified; between publishedAt and the commit less than 10 seconds may pass, so as many
-- are taken off. Never after p_since, and p_since itself when there is nothing of the kind. When other
-- schools authorise it since then, anything may be unknown to it.
create or replace function gcidm.changed_from(p_since timestamptz, p_relyingParty integer) returns timestamptz
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_margin constant interval := interval '10 seconds';
    v_feeds  integer[];
begin
    if p_relyingParty is not null then
        if exists (select from gcidm.relyingParties r
                   where r.relyingPartyId = p_relyingParty and r.regroupedAt > p_since - v_margin) then
            return '-infinity';
        end if;
        v_feeds := array(select f.feedId from gcidm.relyingPartyFeeds f where f.relyingPartyId = p_relyingParty);
    end if;
    -- offset 0: each by its own index, which min() alone would not take
    return least(
        p_since,
        (select min(unseen.dateLastModified) from (
             select p.dateLastModified from gcidm.publications p
             where p.dateLastModified >= p_since - 2 * v_margin and p.dateLastModified < p_since
               and p.publishedAt > p_since - v_margin and (v_feeds is null or p.feedId = any(v_feeds))
             offset 0) unseen),
        (select min(late.dateLastModified) from (
             select p.dateLastModified from gcidm.publications p
             where p.publishedAt > p_since - v_margin and p.publishedAt - p.dateLastModified > interval '10 seconds'
               and (v_feeds is null or p.feedId = any(v_feeds))
             offset 0) late));
end
$$;
