-- Saves a batch of demographics, new or known: a JSON array of objects, a member per column.
create or replace function gcidm.save_demographics(p_feed integer, p_batch text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_batch jsonb := p_batch::jsonb;
    v_saved integer;
begin
    insert into gcidm.demographics as saved (
        feedId, sourcedId, audienceId, status, dateLastModified, birthDate, sex,
        americanIndianOrAlaskaNative, asian, blackOrAfricanAmerican,
        nativeHawaiianOrOtherPacificIslander, white, demographicRaceTwoOrMoreRaces,
        hispanicOrLatinoEthnicity, countryOfBirthCode, stateOfBirthAbbreviation, cityOfBirth,
        publicSchoolResidenceStatus, metadata, digest, doc
    )
    select p_feed, r.*
    from jsonb_to_recordset(v_batch) as r(
        "sourcedId" text, "audienceId" integer, "status" text, "dateLastModified" timestamptz(3),
        "birthDate" date, "sex" text, "americanIndianOrAlaskaNative" boolean, "asian" boolean,
        "blackOrAfricanAmerican" boolean, "nativeHawaiianOrOtherPacificIslander" boolean,
        "white" boolean, "demographicRaceTwoOrMoreRaces" boolean,
        "hispanicOrLatinoEthnicity" boolean, "countryOfBirthCode" text,
        "stateOfBirthAbbreviation" text, "cityOfBirth" text, "publicSchoolResidenceStatus" text,
        "metadata" jsonb, "digest" text, "doc" text
    )
    on conflict (sourcedId) do update set (
        audienceId, status, dateLastModified, birthDate, sex, americanIndianOrAlaskaNative, asian,
        blackOrAfricanAmerican, nativeHawaiianOrOtherPacificIslander, white,
        demographicRaceTwoOrMoreRaces, hispanicOrLatinoEthnicity, countryOfBirthCode,
        stateOfBirthAbbreviation, cityOfBirth, publicSchoolResidenceStatus, metadata, digest, doc
    ) = (
        excluded.audienceId, excluded.status, excluded.dateLastModified, excluded.birthDate,
        excluded.sex, excluded.americanIndianOrAlaskaNative, excluded.asian,
        excluded.blackOrAfricanAmerican, excluded.nativeHawaiianOrOtherPacificIslander,
        excluded.white, excluded.demographicRaceTwoOrMoreRaces, excluded.hispanicOrLatinoEthnicity,
        excluded.countryOfBirthCode, excluded.stateOfBirthAbbreviation, excluded.cityOfBirth,
        excluded.publicSchoolResidenceStatus, excluded.metadata, excluded.digest, excluded.doc
    )
    where saved.feedId = p_feed;
    get diagnostics v_saved = row_count;
    perform gcidm.expect_saved(v_saved, jsonb_array_length(v_batch));
end
$$;
