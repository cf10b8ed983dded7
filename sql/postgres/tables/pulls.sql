-- What `xporter pull` knows of a provider, a row for each record kind of a feed that it pulled: from which
-- source; since when it has to ask for what changed; when it last pulled all there is; and by how many
-- active records the provider had more than the feed then, null when it did not say.
create table if not exists gcidm.pulls (
    feedId     integer not null,
    kind       text not null,
    source     text not null,
    since      timestamptz(3) not null,
    fullAt     timestamptz(3) not null,
    difference bigint,
    primary key (feedId, kind)
);
