-- The schools that an org reaches: a school itself; an org above schools all those beneath it; an org
-- below a school (a department) that school. An org with neither reaches none.
create or replace function gcidm.reach_orgs() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.reach (kind, sourcedId, school)
    with recursive org as (
        select sourcedId, record ->> 'type' = 'school' as isSchool,
               (record ->> 'parentSourcedId') collate "C" as parent
        from pg_temp.staged
        where kind = 'orgs'
    ), line as (
        select sourcedId as below, sourcedId as above from org
        union
        select line.below, org.parent from line join org on org.sourcedId = line.above
        where org.parent is not null
    ), beneath as (
        select line.above as sourcedId, school.sourcedId as school
        from org school
        join line on line.below = school.sourcedId
        join org upper on upper.sourcedId = line.above
        where school.isSchool and (line.above = line.below or not upper.isSchool)
    )
    select 'orgs', sourcedId, school from beneath
    union all
    select 'orgs', line.below, line.above
    from line
    join org school on school.sourcedId = line.above and school.isSchool
    where not exists (select from beneath b where b.sourcedId = line.below);
end
$$;
