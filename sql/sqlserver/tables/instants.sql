-- The instants that were given to changes as their dateLastModified, in milliseconds since 1970, a row
-- each; old ones are deleted by whoever takes the next.
if object_id(N'gcidm.instants', N'U') is null
create table gcidm.instants (
    instant bigint not null constraint instants_key primary key
);
