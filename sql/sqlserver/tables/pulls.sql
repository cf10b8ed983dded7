-- What `xporter pull` knows of a provider, a row for each record kind of a feed that it pulled: from which
-- source; since when it has to ask for what changed; when it last pulled all there is; and by how many
-- active records the provider had more than the feed then, null when it did not say.
if object_id(N'gcidm.pulls', N'U') is null
create table gcidm.pulls (
    feedId     int not null,
    kind       nvarchar(32) collate Latin1_General_100_BIN2 not null,
    source     nvarchar(max) collate Latin1_General_100_BIN2 not null,
    since      datetime2(3) not null,
    fullAt     datetime2(3) not null,
    difference bigint null,
    constraint pulls_key primary key (feedId, kind)
);
