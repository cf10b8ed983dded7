-- The names of the metadata that a feed's records of a kind hold; null audiences: all records.
create or replace function gcidm.metadata_names(p_kind text, p_feed integer, p_audiences integer[])
returns table (name text)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
begin
    return query execute format(
        'select distinct jsonb_object_keys(t.metadata) from gcidm.%I t
         where t.feedId = $1 and t.metadata is not null and %s',
        lower(p_kind), case when p_audiences is null then 'true' else 't.audienceId = any($2)' end)
        using p_feed, p_audiences;
end
$$;
