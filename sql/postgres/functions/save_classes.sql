-- Saves a batch of classes, new or known: a JSON array of objects, a member per column.
create or replace function gcidm.save_classes(p_feed integer, p_batch text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_batch jsonb := p_batch::jsonb;
    v_saved integer;
begin
    insert into gcidm.classes as saved (
        feedId, sourcedId, audienceId, status, dateLastModified, title, classCode, classType,
        location, grades, subjects, courseSourcedId, schoolSourcedId, termSourcedIds, subjectCodes,
        periods, resourceSourcedIds, metadata, digest, doc
    )
    select p_feed, r.*
    from jsonb_to_recordset(v_batch) as r(
        "sourcedId" text, "audienceId" integer, "status" text, "dateLastModified" timestamptz(3),
        "title" text, "classCode" text, "classType" text, "location" text, "grades" jsonb,
        "subjects" jsonb, "courseSourcedId" text, "schoolSourcedId" text, "termSourcedIds" jsonb,
        "subjectCodes" jsonb, "periods" jsonb, "resourceSourcedIds" jsonb, "metadata" jsonb,
        "digest" text, "doc" text
    )
    on conflict (sourcedId) do update set (
        audienceId, status, dateLastModified, title, classCode, classType, location, grades,
        subjects, courseSourcedId, schoolSourcedId, termSourcedIds, subjectCodes, periods,
        resourceSourcedIds, metadata, digest, doc
    ) = (
        excluded.audienceId, excluded.status, excluded.dateLastModified, excluded.title,
        excluded.classCode, excluded.classType, excluded.location, excluded.grades,
        excluded.subjects, excluded.courseSourcedId, excluded.schoolSourcedId,
        excluded.termSourcedIds, excluded.subjectCodes, excluded.periods,
        excluded.resourceSourcedIds, excluded.metadata, excluded.digest, excluded.doc
    )
    where saved.feedId = p_feed;
    get diagnostics v_saved = row_count;
    perform gcidm.expect_saved(v_saved, jsonb_array_length(v_batch));
    perform gcidm.save_links('classes.terms', 'termSourcedIds', v_batch);
    perform gcidm.save_links('classes.resources', 'resourceSourcedIds', v_batch);
end
$$;
