-- The nonces of signed requests, for as long as their timestamps (seconds since 1970) are accepted:
-- each is good once. The oldest first, so that they can be swept.
-- The key is not clustered: that would be too short for a consumer key and a nonce of their full length.
if object_id(N'gcidm.oauthNonces', N'U') is null
create table gcidm.oauthNonces (
    timestamp   bigint not null,
    consumerKey nvarchar(255) collate Latin1_General_100_BIN2 not null,
    nonce       nvarchar(256) collate Latin1_General_100_BIN2 not null,
    constraint oauthNonces_key primary key nonclustered (timestamp, consumerKey, nonce)
);
-- What is deleted leaves no empty pages behind, as it does in a heap.
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.oauthNonces') and name like N'oauthNonces_timestamp%')
create clustered index oauthNonces_timestamp on gcidm.oauthNonces (timestamp);
