-- A relying party: an application that reads rosters. accessRevision rises when the schools that it
-- may see change. scopes: what its tokens may be good for, OneRoster's names without their common
-- beginning, separated by blanks: no demographics and no writes, unless somebody grants them.
if object_id(N'gcidm.relyingParties', N'U') is null
create table gcidm.relyingParties (
    relyingPartyId int identity not null constraint relyingParties_key primary key,
    name           nvarchar(255) collate Latin1_General_100_BIN2 not null constraint relyingParties_name unique,
    clientId       nvarchar(255) collate Latin1_General_100_BIN2 not null constraint relyingParties_clientId unique,
    accessRevision bigint not null default 0,
    createdAt      datetime2(3) not null default sysutcdatetime(),
    revokedAt      datetime2(3) null,
    scopes         nvarchar(max) collate Latin1_General_100_BIN2 not null
                   default N'roster-core.readonly roster.readonly resource.readonly gradebook.readonly'
);
-- When the schools that authorise it were others for the last time, null: never.
if col_length(N'gcidm.relyingParties', N'regroupedAt') is null
alter table gcidm.relyingParties add regroupedAt datetime2(3) null;
-- Limits of its own; null: those of the back-end's settings.
if col_length(N'gcidm.relyingParties', N'requestsPerMinute') is null
alter table gcidm.relyingParties add requestsPerMinute int null;
if col_length(N'gcidm.relyingParties', N'exportsAtOnce') is null
alter table gcidm.relyingParties add exportsAtOnce int null;
