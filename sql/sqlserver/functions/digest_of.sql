-- Tells whether a record says what it said: the same for the same members in any order, and for a number
-- however it is written. As two numbers, which every engine can write down.
create or alter function gcidm.digest_of(@record nvarchar(max)) returns table as return
    select concat(cast(substring(hash.bytes, 1, 8) as bigint), N'.', cast(substring(hash.bytes, 9, 8) as bigint)) as digest
    from (
        select hashbytes('MD5', coalesce(string_agg(
                   concat(cast(m.[key] as nvarchar(max)) collate Latin1_General_100_BIN2, N'=', m.[type],
                          case when m.[type] = 2 then convert(nvarchar(40), cast(m.[value] as float), 3) else m.[value] end
                          collate Latin1_General_100_BIN2),
                   nchar(31)) within group (order by m.[key] collate Latin1_General_100_BIN2), N'')) as bytes
        from openjson(@record) m
    ) hash
