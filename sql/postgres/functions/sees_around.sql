-- Whether a relying party may see the records within which a nested call reads (p_query's "within").
-- What lies within a record that it may not see is nothing, even where it sees those records
-- elsewhere: the call would tell that they belong together.
create or replace function gcidm.sees_around(p_relyingParty integer, p_school text, p_query jsonb) returns boolean
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_one  jsonb;
    v_seen boolean;
begin
    for v_one in select * from jsonb_array_elements(p_query -> 'within') loop
        execute format(
            'select exists (select from gcidm.%I t
                            join gcidm.visible_feeds($1, $2) f on f.feedId = t.feedId
                            where t.sourcedId = $3 and (f.audiences is null or t.audienceId = any(f.audiences)))',
            case v_one ->> 'relation'
                when 'school' then 'orgs'
                when 'class' then 'classes'
                when 'course' then 'courses'
                when 'term' then 'academicsessions'
                when 'lineItem' then 'lineitems'
                else 'users' end)
            into v_seen using p_relyingParty, p_school, v_one ->> 'value';
        if not v_seen then
            return false;
        end if;
    end loop;
    return true;
end
$$;
