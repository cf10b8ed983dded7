-- Lets a login of the server, the back-end's, execute what the role gcidm_app may: in the database it
-- gets a user of its name, unless it has one. In Azure SQL a name that is no login is a managed
-- identity's. Never an administrator: nothing would hold it back.
create or alter procedure gcidm.grant_app
    @login nvarchar(128)
as
set nocount, xact_abort on;
declare @name nvarchar(300) = quotename(@login),
        @isAzure bit = case cast(serverproperty(N'EngineEdition') as int) when 5 then 1 else 0 end,
        @isUser bit = case when exists (select 1 from sys.database_principals p where p.name = @login and p.type <> N'R')
                           then 1 else 0 end;

if is_srvrolemember(N'sysadmin', @login) = 1 or is_rolemember(N'db_owner', @login) = 1
    throw 50001, N'the login is a superuser, and the back-end''s must not be', 1;
if @isUser = 0 and @isAzure = 0 and suser_id(@login) is null
    throw 50001, N'the server has no login of that name', 1;

if @isUser = 0 and (@isAzure = 0 or suser_sid(@login) is not null)
    exec (N'create user ' + @name + N' for login ' + @name);
else if @isUser = 0
    exec (N'create user ' + @name + N' from external provider');
exec (N'alter role gcidm_app add member ' + @name);
