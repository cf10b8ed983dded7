-- The back-end's role: it may execute what is named here, and nothing else. The procedures have been made
-- anew, so what was granted before is gone. Logins are put into it by `xporter database apply --grant-to`.
if database_principal_id(N'gcidm_app') is null
    exec (N'create role gcidm_app');
go
grant execute on gcidm.get_access to gcidm_app;
grant execute on gcidm.get_changedAfter to gcidm_app;
grant execute on gcidm.get_metadataNames to gcidm_app;
grant execute on gcidm.get_credentials to gcidm_app;
grant execute on gcidm.get_schoolCredentials to gcidm_app;
grant execute on gcidm.get_consumer to gcidm_app;
grant execute on gcidm.save_nonce to gcidm_app;
grant execute on gcidm.get_interfaceVersion to gcidm_app;
grant execute on gcidm.save_reads to gcidm_app;
grant execute on gcidm.take_permits to gcidm_app;
grant execute on gcidm.begin_export to gcidm_app;
grant execute on gcidm.keep_export to gcidm_app;
grant execute on gcidm.get_guessWait to gcidm_app;
grant execute on gcidm.save_guess to gcidm_app;
grant execute on gcidm.get_orgs to gcidm_app;
grant execute on gcidm.count_orgs to gcidm_app;
grant execute on gcidm.get_academicSessions to gcidm_app;
grant execute on gcidm.count_academicSessions to gcidm_app;
grant execute on gcidm.get_courses to gcidm_app;
grant execute on gcidm.count_courses to gcidm_app;
grant execute on gcidm.get_classes to gcidm_app;
grant execute on gcidm.count_classes to gcidm_app;
grant execute on gcidm.get_users to gcidm_app;
grant execute on gcidm.count_users to gcidm_app;
grant execute on gcidm.get_enrollments to gcidm_app;
grant execute on gcidm.count_enrollments to gcidm_app;
grant execute on gcidm.get_demographics to gcidm_app;
grant execute on gcidm.count_demographics to gcidm_app;
grant execute on gcidm.get_resources to gcidm_app;
grant execute on gcidm.count_resources to gcidm_app;
grant execute on gcidm.get_categories to gcidm_app;
grant execute on gcidm.count_categories to gcidm_app;
grant execute on gcidm.get_lineItems to gcidm_app;
grant execute on gcidm.count_lineItems to gcidm_app;
grant execute on gcidm.get_results to gcidm_app;
grant execute on gcidm.count_results to gcidm_app;
grant execute on gcidm.put_categories to gcidm_app;
grant execute on gcidm.delete_categories to gcidm_app;
grant execute on gcidm.put_lineItems to gcidm_app;
grant execute on gcidm.delete_lineItems to gcidm_app;
grant execute on gcidm.put_results to gcidm_app;
grant execute on gcidm.delete_results to gcidm_app;
