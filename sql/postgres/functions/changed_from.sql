-- From which dateLastModified on changes may be unknown to a reader who asks for those since p_since: one
-- who read everything at that instant, or whose newest record has that dateLastModified.
--
-- Changes become visible later than their dateLastModified says: an import takes it before it saves,
-- and others commit meanwhile. What was published after p_since the reader cannot have seen, whatever
-- its dateLastModified; between publishedAt and the commit less than 10 seconds may pass, so as many
-- are taken off. Never after p_since, and p_since itself when there is nothing of the kind.
create or replace function gcidm.changed_from(p_since timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_margin constant interval := interval '10 seconds';
begin
    return least(
        p_since,
        (select min(p.dateLastModified) from gcidm.publications p
         where p.dateLastModified >= p_since - 2 * v_margin and p.dateLastModified < p_since
           and p.publishedAt > p_since - v_margin),
        (select min(p.dateLastModified) from gcidm.publications p
         where p.publishedAt > p_since - v_margin and p.publishedAt - p.dateLastModified > interval '10 seconds'));
end
$$;
