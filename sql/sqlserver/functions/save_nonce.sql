-- Uses up a nonce: 1 the first time, 0 ever after. Timestamps are only accepted for minutes, so
-- older nonces are swept away, by every hundredth call.
create or alter procedure gcidm.save_nonce @consumerKey nvarchar(255), @timestamp bigint, @nonce nvarchar(256) as
set nocount, xact_abort on;
declare @kept bigint = 900;  -- seconds: twice what is accepted, and what clocks may differ by
declare @saved int = 0;
if rand() < 0.01
    delete from gcidm.oauthNonces where timestamp < datediff_big(second, '1970-01-01', sysutcdatetime()) - @kept;
begin try
    insert into gcidm.oauthNonces (timestamp, consumerKey, nonce)
    select @timestamp, @consumerKey, @nonce
    where not exists (
        select 1 from gcidm.oauthNonces n with (updlock, holdlock)
        where n.timestamp = @timestamp and n.consumerKey = @consumerKey and n.nonce = @nonce);
    set @saved = @@rowcount;
end try
begin catch
    if error_number() not in (2601, 2627) throw;  -- somebody was faster, where the hints are not heeded
end catch;
select @saved as save_nonce;
