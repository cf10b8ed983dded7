-- Saves a batch of demographics, new or known: a JSON array of objects, a member per column. A record of
-- another feed is in the way of its primary key.
create or alter procedure gcidm.save_demographics @feed int, @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    select r.*
    into #batch
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', audienceId int '$.audienceId', status nvarchar(20) '$.status',
        dateLastModified datetime2(3) '$.dateLastModified', birthDate date '$.birthDate',
        sex nvarchar(max) '$.sex', americanIndianOrAlaskaNative bit '$.americanIndianOrAlaskaNative',
        asian bit '$.asian', blackOrAfricanAmerican bit '$.blackOrAfricanAmerican',
        nativeHawaiianOrOtherPacificIslander bit '$.nativeHawaiianOrOtherPacificIslander',
        white bit '$.white', demographicRaceTwoOrMoreRaces bit '$.demographicRaceTwoOrMoreRaces',
        hispanicOrLatinoEthnicity bit '$.hispanicOrLatinoEthnicity',
        countryOfBirthCode nvarchar(max) '$.countryOfBirthCode',
        stateOfBirthAbbreviation nvarchar(max) '$.stateOfBirthAbbreviation',
        cityOfBirth nvarchar(max) '$.cityOfBirth',
        publicSchoolResidenceStatus nvarchar(max) '$.publicSchoolResidenceStatus',
        metadata nvarchar(max) '$.metadata' as json, digest nvarchar(max) '$.digest',
        doc nvarchar(max) '$.doc'
    ) r;

    update t set
        audienceId = r.audienceId, status = r.status, dateLastModified = r.dateLastModified,
        birthDate = r.birthDate, sex = r.sex,
        americanIndianOrAlaskaNative = r.americanIndianOrAlaskaNative, asian = r.asian,
        blackOrAfricanAmerican = r.blackOrAfricanAmerican,
        nativeHawaiianOrOtherPacificIslander = r.nativeHawaiianOrOtherPacificIslander,
        white = r.white, demographicRaceTwoOrMoreRaces = r.demographicRaceTwoOrMoreRaces,
        hispanicOrLatinoEthnicity = r.hispanicOrLatinoEthnicity,
        countryOfBirthCode = r.countryOfBirthCode,
        stateOfBirthAbbreviation = r.stateOfBirthAbbreviation, cityOfBirth = r.cityOfBirth,
        publicSchoolResidenceStatus = r.publicSchoolResidenceStatus, metadata = r.metadata,
        digest = r.digest, doc = r.doc
    from #batch r
    inner loop join gcidm.demographics t on t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2
    where t.feedId = @feed;

    insert into gcidm.demographics (
        feedId, sourcedId, audienceId, status, dateLastModified, birthDate, sex,
        americanIndianOrAlaskaNative, asian, blackOrAfricanAmerican,
        nativeHawaiianOrOtherPacificIslander, white, demographicRaceTwoOrMoreRaces,
        hispanicOrLatinoEthnicity, countryOfBirthCode, stateOfBirthAbbreviation, cityOfBirth,
        publicSchoolResidenceStatus, metadata, digest, doc
    )
    select
        @feed, r.sourcedId, r.audienceId, r.status, r.dateLastModified, r.birthDate, r.sex,
        r.americanIndianOrAlaskaNative, r.asian, r.blackOrAfricanAmerican,
        r.nativeHawaiianOrOtherPacificIslander, r.white, r.demographicRaceTwoOrMoreRaces,
        r.hispanicOrLatinoEthnicity, r.countryOfBirthCode, r.stateOfBirthAbbreviation,
        r.cityOfBirth, r.publicSchoolResidenceStatus, r.metadata, r.digest, r.doc
    from #batch r
    where not exists (
        select 1 from gcidm.demographics t
        where t.sourcedId = r.sourcedId collate Latin1_General_100_BIN2 and t.feedId = @feed
    );
end
