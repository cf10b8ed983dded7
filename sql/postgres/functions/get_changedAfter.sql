-- From which dateLastModified on changes of what a relying party may see are later than one of its
-- revisions (get_access's), and its revision now. See changed_after; and a state of its own:
--   regrouped  since then it sees other records, which did not change themselves: no delta has them
-- No row when it is unknown or revoked.
create or replace function gcidm.get_changedAfter(p_relyingParty integer, p_revision bigint)
returns table (state text, since text, revision bigint)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_weight constant bigint := 1000000000;  -- of an access revision, see get_access
    v_now    bigint := (select a.revision from gcidm.get_access(p_relyingParty) a);
begin
    if p_revision > v_now then
        return query select 'ahead', null::text, v_now;
    elsif p_revision / v_weight < v_now / v_weight then
        return query select 'regrouped', null::text, v_now;
    elsif v_now is not null then
        return query
        select c.state, c.since, v_now
        from gcidm.changed_after(
            array(select f.feedId from gcidm.relyingPartyFeeds f where f.relyingPartyId = p_relyingParty),
            p_revision % v_weight) c;
    end if;
end
$$;
