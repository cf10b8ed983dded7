-- Saves a batch of enrollments, new or known: a JSON array of objects, a member per column.
create or replace function gcidm.save_enrollments(p_feed integer, p_batch text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_batch jsonb := p_batch::jsonb;
    v_saved integer;
begin
    insert into gcidm.enrollments as saved (
        feedId, sourcedId, audienceId, status, dateLastModified, userSourcedId, classSourcedId,
        schoolSourcedId, role, "primary", beginDate, endDate, metadata, digest, doc
    )
    select p_feed, r.*
    from jsonb_to_recordset(v_batch) as r(
        "sourcedId" text, "audienceId" integer, "status" text, "dateLastModified" timestamptz(3),
        "userSourcedId" text, "classSourcedId" text, "schoolSourcedId" text, "role" text,
        "primary" boolean, "beginDate" date, "endDate" date, "metadata" jsonb, "digest" text,
        "doc" text
    )
    on conflict (sourcedId) do update set (
        audienceId, status, dateLastModified, userSourcedId, classSourcedId, schoolSourcedId, role,
        "primary", beginDate, endDate, metadata, digest, doc
    ) = (
        excluded.audienceId, excluded.status, excluded.dateLastModified, excluded.userSourcedId,
        excluded.classSourcedId, excluded.schoolSourcedId, excluded.role, excluded."primary",
        excluded.beginDate, excluded.endDate, excluded.metadata, excluded.digest, excluded.doc
    )
    where saved.feedId = p_feed;
    get diagnostics v_saved = row_count;
    perform gcidm.expect_saved(v_saved, jsonb_array_length(v_batch));
end
$$;
