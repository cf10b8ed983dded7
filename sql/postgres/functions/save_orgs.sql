-- Saves a batch of orgs, new or known: a JSON array of objects, a member per column.
create or replace function gcidm.save_orgs(p_feed integer, p_batch text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_batch jsonb := p_batch::jsonb;
    v_saved integer;
begin
    insert into gcidm.orgs as saved (
        feedId, sourcedId, audienceId, status, dateLastModified, name, type, identifier,
        parentSourcedId, metadata, digest, doc
    )
    select p_feed, r.*
    from jsonb_to_recordset(v_batch) as r(
        "sourcedId" text, "audienceId" integer, "status" text, "dateLastModified" timestamptz(3),
        "name" text, "type" text, "identifier" text, "parentSourcedId" text, "metadata" jsonb,
        "digest" text, "doc" text
    )
    on conflict (sourcedId) do update set (
        audienceId, status, dateLastModified, name, type, identifier, parentSourcedId, metadata,
        digest, doc
    ) = (
        excluded.audienceId, excluded.status, excluded.dateLastModified, excluded.name,
        excluded.type, excluded.identifier, excluded.parentSourcedId, excluded.metadata,
        excluded.digest, excluded.doc
    )
    where saved.feedId = p_feed;
    get diagnostics v_saved = row_count;
    perform gcidm.expect_saved(v_saved, jsonb_array_length(v_batch));
end
$$;
