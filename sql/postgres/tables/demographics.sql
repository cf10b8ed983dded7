-- Sensitive facts about a student; sourcedId is the user's.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
create table if not exists gcidm.demographics (
    sourcedId                            text collate "C" primary key,
    feedId                               integer not null,
    audienceId                           integer not null,
    status                               text not null check (status in ('active', 'tobedeleted')),
    dateLastModified                     timestamptz(3) not null,
    birthDate                            date,
    sex                                  text,
    americanIndianOrAlaskaNative         boolean,
    asian                                boolean,
    blackOrAfricanAmerican               boolean,
    nativeHawaiianOrOtherPacificIslander boolean,
    white                                boolean,
    demographicRaceTwoOrMoreRaces        boolean,
    hispanicOrLatinoEthnicity            boolean,
    countryOfBirthCode                   text,
    stateOfBirthAbbreviation             text,
    cityOfBirth                          text,
    publicSchoolResidenceStatus          text,
    metadata                             jsonb,
    digest                               text not null,
    doc                                  text not null
);

-- The order of every page, and all that a page's rows are picked by.
create unique index if not exists demographics_page on gcidm.demographics (feedId, sourcedId) include (audienceId, status);

-- What changed since.
create index if not exists demographics_dateLastModified on gcidm.demographics (feedId, dateLastModified, sourcedId);

-- Feeds change at instants of their own: see comparison_since.
create statistics if not exists gcidm.demographics_changes (mcv) on feedId, dateLastModified from gcidm.demographics;
