-- A feed is one source of records (a school's MIS, a district's export). A record belongs to one feed
-- for good. revision rises with each change of the feed's records.
create table if not exists gcidm.feeds (
    feedId    integer generated always as identity primary key,
    name      text not null unique,
    revision  bigint not null default 0,
    changedAt timestamptz(3)
);
-- Of what was published until then some was swept.
alter table gcidm.feeds add column if not exists sweptBefore timestamptz;
