-- The names of the metadata of the records of a kind that a relying party may see.
create or replace function gcidm.get_metadataNames(p_kind text, p_relyingParty integer, p_school text)
returns table (name text)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select distinct m.name collate "C"
    from gcidm.visible_feeds(p_relyingParty, p_school) f
    cross join lateral gcidm.metadata_names(p_kind, f.feedId, f.audiences) m
    order by 1
$$;
