-- Sensitive facts about a student; sourcedId is the user's.
-- A record kind: doc is the record's OneRoster JSON, made when it was saved; digest tells whether
-- a later import changes it; audienceId says which schools it belongs to.
if object_id(N'gcidm.demographics', N'U') is null
create table gcidm.demographics (
    sourcedId                            nvarchar(255) collate Latin1_General_100_BIN2 not null,
    feedId                               int not null,
    audienceId                           int not null,
    status                               nvarchar(16) collate Latin1_General_100_BIN2 not null check (status in (N'active', N'tobedeleted')),
    dateLastModified                     datetime2(3) not null,
    birthDate                            date null,
    sex                                  nvarchar(255) collate Latin1_General_100_BIN2 null,
    americanIndianOrAlaskaNative         bit null,
    asian                                bit null,
    blackOrAfricanAmerican               bit null,
    nativeHawaiianOrOtherPacificIslander bit null,
    white                                bit null,
    demographicRaceTwoOrMoreRaces        bit null,
    hispanicOrLatinoEthnicity            bit null,
    countryOfBirthCode                   nvarchar(max) collate Latin1_General_100_BIN2 null,
    stateOfBirthAbbreviation             nvarchar(max) collate Latin1_General_100_BIN2 null,
    cityOfBirth                          nvarchar(max) collate Latin1_General_100_BIN2 null,
    publicSchoolResidenceStatus          nvarchar(max) collate Latin1_General_100_BIN2 null,
    metadata                             nvarchar(max) collate Latin1_General_100_BIN2 null,
    digest                               nvarchar(64) collate Latin1_General_100_BIN2 not null,
    doc                                  nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint demographics_key primary key nonclustered (sourcedId)
);

-- The order of every page; and, narrow, all that a page's rows are picked by.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.demographics') and name like N'demographics_order%')
create unique clustered index demographics_order on gcidm.demographics (feedId, sourcedId);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.demographics') and name like N'demographics_page%')
create unique index demographics_page on gcidm.demographics (feedId, sourcedId) include (audienceId, status);

-- What changed since.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.demographics') and name like N'demographics_dateLastModified%')
create index demographics_dateLastModified on gcidm.demographics (feedId, dateLastModified, sourcedId);
