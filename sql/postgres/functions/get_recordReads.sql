-- Who got a record to read since a moment: a row per call whose page it was on. sure: the page began or
-- ended with it, listed it, or was a page on which the record as it stands would be, while neither it
-- nor what the relying party may see has changed since. Not sure: it has, so that nobody can tell any
-- more whether it was on the page.
create or replace function gcidm.get_recordReads(p_sourcedId text, p_since timestamptz)
returns table (at timestamptz, name text, call text, kind text, query text, sure boolean)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
#variable_conflict use_column
declare
    v_read      record;
    v_record    record;
    v_audiences integer[];
    v_matches   boolean;
begin
    for v_read in
        select r.*, p.name, p.accessRevision, p.revokedAt
        from gcidm.reads r
        left join gcidm.relyingParties p on p.relyingPartyId = r.relyingPartyId
        where r.at >= p_since and r.records > 0
          and case when r.listed is null
                   then r.firstFeedId < r.lastFeedId or p_sourcedId between r.firstSourcedId and r.lastSourcedId
                   else r.listed ? p_sourcedId end
        order by r.at
    loop
        at := v_read.at; name := coalesce(v_read.name, '#' || v_read.relyingPartyId);
        call := v_read.call; kind := v_read.kind; query := v_read.query;
        sure := v_read.listed is not null or p_sourcedId in (v_read.firstSourcedId, v_read.lastSourcedId);
        if not sure then
            execute format('select t.feedId, t.audienceId, t.dateLastModified from gcidm.%I t where t.sourcedId = $1', lower(kind))
                into v_record using p_sourcedId;
            continue when v_record.feedId is null
                or (v_record.feedId, p_sourcedId collate "C") < (v_read.firstFeedId, v_read.firstSourcedId)
                or (v_record.feedId, p_sourcedId collate "C") > (v_read.lastFeedId, v_read.lastSourcedId);
            if v_record.dateLastModified <= v_read.at and v_read.revokedAt is null and v_read.revision / 1000000000 = v_read.accessRevision then
                select f.audiences into v_audiences from gcidm.visible_feeds(v_read.relyingPartyId, v_read.school) f where f.feedId = v_record.feedId;
                continue when not found or v_record.audienceId <> all(v_audiences);
                execute format('select exists (select from gcidm.%I t where t.sourcedId = $2 and %s)',
                               lower(kind), gcidm.conditions(kind, query::jsonb, v_read.relyingPartyId))
                    into v_matches using query::jsonb, p_sourcedId, v_audiences;
                continue when not v_matches;
                sure := true;
            end if;
        end if;
        return next;
    end loop;
end
$$;
