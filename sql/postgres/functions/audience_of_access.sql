-- The audience of exactly those schools of a feed that a relying party may see; made when it is new.
create or replace function gcidm.audience_of_access(p_relyingParty integer, p_school text, p_feed integer) returns integer
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_schools  text[] := array(
        select s.schoolSourcedId from gcidm.relyingPartySchools s
        join gcidm.orgs o on o.sourcedId = s.schoolSourcedId and o.feedId = p_feed
        where s.relyingPartyId = p_relyingParty and (p_school is null or s.schoolSourcedId = p_school)
        order by 1);
    v_audience integer;
begin
    insert into gcidm.audiences (feedId, schools) values (p_feed, array_to_string(v_schools, ' '))
    on conflict do nothing returning audienceId into v_audience;
    if v_audience is null then
        select a.audienceId into v_audience from gcidm.audiences a
        where a.feedId = p_feed and a.schools = array_to_string(v_schools, ' ');
    else
        insert into gcidm.audienceSchools (schoolSourcedId, audienceId) select unnest(v_schools), v_audience;
        perform gcidm.refresh_access(null, p_feed);
    end if;
    return v_audience;
end
$$;
