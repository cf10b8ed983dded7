-- Saves a batch of users, new or known: a JSON array of objects, a member per column.
create or replace function gcidm.save_users(p_feed integer, p_batch text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_batch jsonb := p_batch::jsonb;
    v_saved integer;
begin
    insert into gcidm.users as saved (
        feedId, sourcedId, audienceId, status, dateLastModified, username, userIds, enabledUser,
        givenName, familyName, middleName, role, identifier, email, sms, phone, agentSourcedIds,
        orgSourcedIds, grades, password, metadata, digest, doc
    )
    select p_feed, r.*
    from jsonb_to_recordset(v_batch) as r(
        "sourcedId" text, "audienceId" integer, "status" text, "dateLastModified" timestamptz(3),
        "username" text, "userIds" jsonb, "enabledUser" boolean, "givenName" text,
        "familyName" text, "middleName" text, "role" text, "identifier" text, "email" text,
        "sms" text, "phone" text, "agentSourcedIds" jsonb, "orgSourcedIds" jsonb, "grades" jsonb,
        "password" text, "metadata" jsonb, "digest" text, "doc" text
    )
    on conflict (sourcedId) do update set (
        audienceId, status, dateLastModified, username, userIds, enabledUser, givenName, familyName,
        middleName, role, identifier, email, sms, phone, agentSourcedIds, orgSourcedIds, grades,
        password, metadata, digest, doc
    ) = (
        excluded.audienceId, excluded.status, excluded.dateLastModified, excluded.username,
        excluded.userIds, excluded.enabledUser, excluded.givenName, excluded.familyName,
        excluded.middleName, excluded.role, excluded.identifier, excluded.email, excluded.sms,
        excluded.phone, excluded.agentSourcedIds, excluded.orgSourcedIds, excluded.grades,
        excluded.password, excluded.metadata, excluded.digest, excluded.doc
    )
    where saved.feedId = p_feed;
    get diagnostics v_saved = row_count;
    perform gcidm.expect_saved(v_saved, jsonb_array_length(v_batch));
    perform gcidm.save_links('users.orgs', 'orgSourcedIds', v_batch);
    perform gcidm.save_links('users.agents', 'agentSourcedIds', v_batch);
end
$$;
