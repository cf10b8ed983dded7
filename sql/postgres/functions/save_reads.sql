-- Notes what was read. p_reads: a JSON array of arrays, each with the columns of gcidm.reads in their
-- order; at in seconds since 1970.
create or replace function gcidm.save_reads(p_reads text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    -- Nobody waits for the disk: a crash of the server forgets a fraction of a second at most.
    set local synchronous_commit = off;
    insert into gcidm.reads
    select to_timestamp((r ->> 0)::double precision), (r ->> 1)::integer, r ->> 2, r ->> 3, r ->> 4, r ->> 5, (r ->> 6)::bigint,
           (r ->> 7)::integer, (r ->> 8)::integer, (r ->> 9)::bigint, (r ->> 10)::real, r ->> 11,
           (r ->> 12)::integer, r ->> 13, (r ->> 14)::integer, r ->> 15, nullif(r -> 16, 'null')
    from jsonb_array_elements(p_reads::jsonb) as r;
end
$$;
