-- A page of a record kind: documents joined by commas, in rows that follow each other, each with the
-- place of its last record, from which the next page starts.
--
-- p_query   see conditions; with "sort" the page is read_sorted_page's, without it read_plain_page's
-- p_after   where the page before ended: {"feedId", "sourcedId", "sortKey"}, or null
-- p_offset  how many records to leave out, when p_after is null
-- hidden    a JSON array of what the records refer to and the relying party may not see, or null
create or replace function gcidm.read_page(
    p_kind         text,
    p_relyingParty integer,
    p_school       text,
    p_query        text,
    p_after        text,
    p_offset       bigint,
    p_limit        integer
) returns table (feedId integer, sourcedId text, sortKey text, records bigint, docs text, hidden text)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
begin
    if not gcidm.sees_around(p_relyingParty, p_school, p_query::jsonb) then
        return;
    elsif p_query::jsonb ? 'sort' then
        return query select * from gcidm.read_sorted_page(p_kind, p_relyingParty, p_school, p_query::jsonb, p_after::jsonb, p_offset, p_limit);
    else
        return query select * from gcidm.read_plain_page(p_kind, p_relyingParty, p_school, p_query::jsonb, p_after::jsonb, p_offset, p_limit);
    end if;
end
$$;
