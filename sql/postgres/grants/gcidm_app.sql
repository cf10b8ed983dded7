-- The back-end's role: it may execute what is named here, and nothing else in the schema. Logins are
-- put into it by `xporter database apply --grant-to`.
do $$
declare
    v_function record;
begin
    begin
        create role gcidm_app nologin;
    exception when duplicate_object or unique_violation then
        null;  -- roles belong to the server, so another database may have made it, even just now
    end;

    revoke all on schema gcidm from public;
    revoke all on all tables in schema gcidm from public, gcidm_app;
    revoke all on all sequences in schema gcidm from public, gcidm_app;
    revoke all on all routines in schema gcidm from public, gcidm_app;
    -- Not "in schema gcidm": what is granted by default everywhere cannot be taken back for one schema.
    alter default privileges revoke execute on routines from public;

    grant usage on schema gcidm to gcidm_app;
    for v_function in
        select p.oid::regprocedure as signature from pg_proc p
        where p.pronamespace = 'gcidm'::regnamespace and p.proname in (
            'get_access', 'get_changedafter', 'get_metadatanames', 'get_credentials', 'get_schoolcredentials',
            'get_consumer', 'save_nonce',
            'get_orgs', 'count_orgs',
            'get_academicsessions', 'count_academicsessions',
            'get_courses', 'count_courses',
            'get_classes', 'count_classes',
            'get_users', 'count_users',
            'get_enrollments', 'count_enrollments',
            'get_demographics', 'count_demographics',
            'get_resources', 'count_resources',
            'get_categories', 'count_categories',
            'get_lineitems', 'count_lineitems',
            'get_results', 'count_results',
            'put_categories', 'delete_categories',
            'put_lineitems', 'delete_lineitems',
            'put_results', 'delete_results')
    loop
        execute format('grant execute on routine %s to gcidm_app', v_function.signature);
    end loop;
end
$$;
