-- A clause dateLastModified > or >= p_since, as SQL text: all changes since, of what a relying party
-- may read, including those that became visible since but bear an earlier date (see changed_from). The
-- instants are written out, typed, so that they are constants of the plan: only those are compared with the statistics of (feedId,
-- dateLastModified) together, and how much of the table is newer says nothing of how much of one feed is.
create or replace function gcidm.comparison_since(p_operator text, p_since timestamptz, p_relyingParty integer) returns text
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_from    timestamptz := gcidm.changed_from(p_since, p_relyingParty);
    v_matches text        := format('t.dateLastModified %s %L::timestamptz', p_operator, p_since);
begin
    return case when v_from = '-infinity' then 'true'
                when v_from < p_since
                then format('(%s or t.dateLastModified >= %L::timestamptz and t.dateLastModified < %L::timestamptz)', v_matches, v_from, p_since)
                else v_matches end;
end
$$;
