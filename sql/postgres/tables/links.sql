-- References of which a record can have several, in both reading directions.
-- field is one of users.orgs, users.agents, classes.terms, classes.resources, courses.resources;
-- sourcedId is the record that refers, target the one referred to.
create table if not exists gcidm.links (
    field     text collate "C" not null,
    sourcedId text collate "C" not null,
    target    text collate "C" not null,
    primary key (field, sourcedId, target)
);
create index if not exists links_target on gcidm.links (field, target, sourcedId);
