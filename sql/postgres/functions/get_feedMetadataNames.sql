-- The names of the metadata of a feed's records of a kind.
create or replace function gcidm.get_feedMetadataNames(p_kind text, p_feed integer)
returns table (name text)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select m.name collate "C" from gcidm.metadata_names(p_kind, p_feed, null) m order by 1
$$;
