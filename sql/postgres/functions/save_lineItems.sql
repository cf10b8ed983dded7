-- Saves a batch of lineItems, new or known: a JSON array of objects, a member per column.
create or replace function gcidm.save_lineItems(p_feed integer, p_batch text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_batch jsonb := p_batch::jsonb;
    v_saved integer;
begin
    insert into gcidm.lineItems as saved (
        feedId, sourcedId, audienceId, status, dateLastModified, title, description, assignDate,
        dueDate, classSourcedId, categorySourcedId, gradingPeriodSourcedId, resultValueMin,
        resultValueMax, metadata, digest, doc
    )
    select p_feed, r.*
    from jsonb_to_recordset(v_batch) as r(
        "sourcedId" text, "audienceId" integer, "status" text, "dateLastModified" timestamptz(3),
        "title" text, "description" text, "assignDate" timestamptz(3), "dueDate" timestamptz(3),
        "classSourcedId" text, "categorySourcedId" text, "gradingPeriodSourcedId" text,
        "resultValueMin" double precision, "resultValueMax" double precision, "metadata" jsonb,
        "digest" text, "doc" text
    )
    on conflict (sourcedId) do update set (
        audienceId, status, dateLastModified, title, description, assignDate, dueDate,
        classSourcedId, categorySourcedId, gradingPeriodSourcedId, resultValueMin, resultValueMax,
        metadata, digest, doc
    ) = (
        excluded.audienceId, excluded.status, excluded.dateLastModified, excluded.title,
        excluded.description, excluded.assignDate, excluded.dueDate, excluded.classSourcedId,
        excluded.categorySourcedId, excluded.gradingPeriodSourcedId, excluded.resultValueMin,
        excluded.resultValueMax, excluded.metadata, excluded.digest, excluded.doc
    )
    where saved.feedId = p_feed;
    get diagnostics v_saved = row_count;
    perform gcidm.expect_saved(v_saved, jsonb_array_length(v_batch));
end
$$;
