-- A page of a record kind: documents joined by commas, in rows that follow each other, each with the
-- place of its last record, from which the next page starts.
--
-- p_query   see conditions; with "sort" the page is read_sorted_page's, without it read_plain_page's;
--           when "only" has a sourcedId, and there is nothing else, it is read_record's, and the first page
-- p_after   where the page before ended: {"feedId", "sourcedId", "sortKey"}, or null
-- p_offset  how many records to leave out, of those after p_after
-- hidden    a JSON array of what the records refer to and the relying party may not see, or null
-- revision  get_access's at the very moment that the page shows; also in the row that says: no records
create or replace function gcidm.read_page(
    p_kind         text,
    p_relyingParty integer,
    p_school       text,
    p_query        text,
    p_after        text,
    p_offset       bigint,
    p_limit        integer
) returns table (feedId integer, sourcedId text, sortKey text, records bigint, docs text, hidden text, revision bigint)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_query    jsonb  := p_query::jsonb;
    v_revision bigint := (select a.revision from gcidm.get_access(p_relyingParty) a);
begin
    if not gcidm.sees_around(p_relyingParty, p_school, v_query) then
        null;
    elsif v_query -> 'only' @> '[{"column": "sourcedId"}]' and not v_query ?| array['within', 'filter', 'sort'] then
        return query select p.*, v_revision from gcidm.read_record(p_kind, p_relyingParty, p_school, v_query) p;
    elsif v_query ? 'sort' then
        return query select p.*, v_revision
        from gcidm.read_sorted_page(p_kind, p_relyingParty, p_school, v_query, p_after::jsonb, p_offset, p_limit) p;
    else
        return query select p.*, v_revision
        from gcidm.read_plain_page(p_kind, p_relyingParty, p_school, v_query, p_after::jsonb, p_offset, p_limit) p;
    end if;
    if not found then
        return query select null::integer, null::text, null::text, 0::bigint, ''::text, null::text, v_revision;
    end if;
end
$$;
