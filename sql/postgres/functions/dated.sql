-- A record with another dateLastModified, in its column and in its document, where it stands in the head.
create or replace function gcidm.dated(p_record jsonb, p_dateLastModified timestamptz) returns jsonb
language plpgsql stable security definer set search_path = gcidm, pg_temp set timezone = 'UTC' as $$
declare
    v_shown text := to_char(p_dateLastModified, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
begin
    return p_record || jsonb_build_object(
        'dateLastModified', v_shown,
        'doc', regexp_replace(p_record ->> 'doc', '("dateLastModified":")[^"]*', '\1' || v_shown));
end
$$;
