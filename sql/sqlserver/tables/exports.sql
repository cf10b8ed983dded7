-- The exports that are running. One whose web instance has died ends by itself, at `until`. Each relying
-- party's lie together, so that who counts his own waits for nobody else's.
if object_id(N'gcidm.exports', N'U') is null
create table gcidm.exports (
    exportId       bigint identity not null,
    relyingPartyId int not null,
    beganAt        datetime2(3) not null default sysutcdatetime(),
    until          datetime2(7) not null,
    constraint exports_key primary key (relyingPartyId, exportId)
);
