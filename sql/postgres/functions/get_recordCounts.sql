-- The records of each kind, for the operator: how many are active, how many are deleted.
create or replace function gcidm.get_recordCounts() returns table (kind text, active bigint, tobedeleted bigint)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_kind text;
begin
    foreach v_kind in array array['orgs', 'academicSessions', 'courses', 'classes', 'users', 'enrollments',
                                  'demographics', 'resources', 'categories', 'lineItems', 'results'] loop
        return query execute format(
            'select %L, count(*) filter (where status = ''active''), count(*) filter (where status = ''tobedeleted'')
             from gcidm.%s', v_kind, v_kind);
    end loop;
end
$$;
