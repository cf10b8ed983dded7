-- Whether a record that is referred to may be seen by the reader, as SQL text; $3 of the statement are
-- the audiences that the reader sees, null: all. A filter must not tell what a record's references
-- would not show.
create or replace function gcidm.seen(p_to text, p_sourcedId text) returns text
language sql immutable security definer set search_path = gcidm, pg_temp as $$
    select case when p_to = '' then 'true' else format(
        '($3::integer[] is null or exists (select from gcidm.%I v where v.sourcedId = %s and v.audienceId = any($3)))',
        lower(p_to), p_sourcedId) end
$$;
