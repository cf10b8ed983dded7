-- The schools that authorised a relying party: the only source of what it may see. secretHash: the
-- keyed hash of the secret that the two share, when one was made.
if object_id(N'gcidm.relyingPartySchools', N'U') is null
create table gcidm.relyingPartySchools (
    relyingPartyId  int not null,
    schoolSourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null,
    authorisedAt    datetime2(3) not null default sysutcdatetime(),
    secretHash      nvarchar(255) collate Latin1_General_100_BIN2 null,
    constraint relyingPartySchools_key primary key (relyingPartyId, schoolSourcedId)
);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.relyingPartySchools') and name like N'relyingPartySchools_school%')
create index relyingPartySchools_school on gcidm.relyingPartySchools (schoolSourcedId);
