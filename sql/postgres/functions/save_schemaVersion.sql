-- Notes what was applied; the time moves only when the digest changes.
create or replace function gcidm.save_schemaVersion(p_digest text) returns void
language sql security definer set search_path = gcidm, pg_temp as $$
    insert into gcidm.schemaVersion (digest) values (p_digest)
    on conflict (one) do update set digest = excluded.digest, appliedAt = now()
    where schemaVersion.digest <> excluded.digest
$$;
