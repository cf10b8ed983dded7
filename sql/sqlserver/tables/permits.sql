-- What is left of each relying party's requests: a bucket that fills up at its rate. Instances take
-- permits out in blocks (take_permits).
if object_id(N'gcidm.permits', N'U') is null
create table gcidm.permits (
    relyingPartyId int not null constraint permits_key primary key,
    available      float not null,
    at             datetime2(7) not null
);
