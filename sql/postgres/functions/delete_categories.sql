-- Makes a categories record a tombstone for a relying party: see delete_record.
create or replace function gcidm.delete_categories(p_relyingParty integer, p_school text, p_record text, p_state text)
returns table (outcome text)
language sql security definer set search_path = gcidm, pg_temp as $$
    select gcidm.delete_record('categories', p_relyingParty, p_school, p_record::jsonb, p_state)
$$;
