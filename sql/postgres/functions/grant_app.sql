-- Lets a login of the server, the back-end's, execute what the role gcidm_app may. Never a superuser:
-- nothing would hold it back.
create or replace function gcidm.grant_app(p_login text) returns void
language plpgsql set search_path = gcidm, pg_temp as $$
begin
    if not exists (select from pg_roles r where r.rolname = p_login and r.rolcanlogin) then
        raise exception 'the server has no login of that name' using errcode = 'undefined_object';
    end if;
    if exists (select from pg_roles r where r.rolname = p_login and r.rolsuper) then
        raise exception 'the login is a superuser, and the back-end''s must not be'
            using errcode = 'invalid_grant_operation';
    end if;
    execute format('grant gcidm_app to %I', p_login);
end
$$;
