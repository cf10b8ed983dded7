-- What each relying party asked for and got: a row per call of the back-end, for `xporter usage`. A page
-- lies between two places of the order (feed, sourcedId); a sorted page lists what it had instead (a JSON
-- array). bytes: of the reply, before compression; milliseconds: in the back-end; pull: 'full' or 'delta'
-- on the page that completed one; revision: get_access's. Written in batches, so nothing refers to it
-- and its rows lie in the order of time, by its single index.
if object_id(N'gcidm.reads', N'U') is null
create table gcidm.reads (
    at             datetime2(3) not null,
    relyingPartyId int not null,
    school         nvarchar(255) collate Latin1_General_100_BIN2 null,
    call           nvarchar(255) collate Latin1_General_100_BIN2 not null,
    kind           nvarchar(32) collate Latin1_General_100_BIN2 null,
    query          nvarchar(max) collate Latin1_General_100_BIN2 null,
    revision       bigint null,
    status         int not null,
    records        int not null,
    bytes          bigint not null,
    milliseconds   real not null,
    pull           nvarchar(16) collate Latin1_General_100_BIN2 null,
    firstFeedId    int null,
    firstSourcedId nvarchar(255) collate Latin1_General_100_BIN2 null,
    lastFeedId     int null,
    lastSourcedId  nvarchar(255) collate Latin1_General_100_BIN2 null,
    listed         nvarchar(max) collate Latin1_General_100_BIN2 null
);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.reads') and name like N'reads_at%')
create clustered index reads_at on gcidm.reads (at);
