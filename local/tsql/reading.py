"""The procedures get_<kind> and count_<kind>: a page, and how many records there are."""

from __future__ import annotations

from local.tsql.columns import columns, is_word, names
from local.tsql.query import READ_QUERY, matching_call, refuse
from shared.oneroster import RecordKind

_HIDES = """\
case when (select max(cast(f.hides as int)) from @feeds f where p.page in (0, f.feedId)) = 1 then (
           select N'["' + string_agg(cast(h.sourcedId as nvarchar(max)), N'", "') within group (order by h.sourcedId) + N'"]'
           from (select distinct d.sourcedId from (
          {hidden}
           ) d) h) end"""
_HIDDEN = {
    "users": """\
select l.target as sourcedId from @keys k
          join gcidm.links l on l.field in (N'users.agents', N'users.orgs') and l.sourcedId = k.sourcedId
          left join gcidm.users u on l.field = N'users.agents' and u.sourcedId = l.target
          left join gcidm.orgs o on l.field = N'users.orgs' and o.sourcedId = l.target
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = coalesce(u.audienceId, o.audienceId))""",
    # children, and a school's parent when that is a school too
    "orgs": """\
select o.sourcedId from @keys k
          join gcidm.orgs o on o.parentSourcedId = k.sourcedId
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = o.audienceId)
          union
          select o.sourcedId from @keys k
          join gcidm.orgs child on child.sourcedId = k.sourcedId
          join gcidm.orgs o on o.sourcedId = child.parentSourcedId
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = o.audienceId)""",
    # a school's course that another school teaches, an enrollment at another school than the class's
    "courses": """\
select o.sourcedId from @keys k
          join gcidm.courses c on c.sourcedId = k.sourcedId
          join gcidm.orgs o on o.sourcedId = c.orgSourcedId
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = o.audienceId)""",
    "enrollments": """\
select o.sourcedId from @keys k
          join gcidm.enrollments e on e.sourcedId = k.sourcedId
          join gcidm.orgs o on o.sourcedId = e.schoolSourcedId
          where k.page = p.page and not exists (select 1 from @audiences a where a.audienceId = o.audienceId)""",
}

_BEGINNING = """\
declare @feeds table (feedId int not null primary key, hides bit not null);
declare @audiences table (audienceId int not null primary key);
insert into @feeds (feedId, hides) select f.feedId, f.hides from gcidm.visible_feeds(@relyingParty, @school) f;
declare @hides bit = case when exists (select 1 from @feeds f where f.hides = 1) then 1 else 0 end;
if @hides = 1
    insert into @audiences (audienceId) select distinct a.audienceId from gcidm.visible_audiences(@relyingParty, @school) a;
"""

_UNSEEN = """\
if @within1 is not null and exists (
    select 1 from gcidm.sees_around(@relyingParty, @school, @within1, @in1, @within2, @in2) s where s.sees = 0)
"""

_GET = """\
-- A page of {plural}: documents joined by commas, in rows that follow each other, each with the place
-- of its last record, from which the next page starts. Written by `python -m local.tsql`.
--
-- @query     see read_query. Without "sort" the order is (feedId, sourcedId), which no change of a record
--            can alter, one row per feed that has part in the page; with "sort" that field's and then
--            sourcedId's, both descending when it is: one row
-- @after     where the page before ended: {{"feedId", "sourcedId", "sortKey"}}, or null
-- @offset    how many records to leave out, when @after is null
-- hidden     a JSON array of what the records refer to and the relying party may not see, or null
-- revision   get_access's at the very moment that the page shows; also in the row that says: no records
--
-- First the keys are picked, mostly from an index alone, then the documents of those.
create or alter procedure gcidm.get_{plural}
    @relyingParty int,
    @school       nvarchar(255),
    @query        nvarchar(max),
    @after        nvarchar(max) = null,
    @offset       bigint = 0,
    @limit        int = 100
as
set nocount, xact_abort on;
-- Babelfish refuses this within a procedure: there, what is committed meanwhile can get in.
if serverproperty(N'Babelfish') is null set transaction isolation level snapshot;
begin transaction;
{read_query}{refuse}
declare @keys table (place int not null identity primary key, page int not null, feedId int not null,
                     sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null,
                     sortKey nvarchar(max) collate Latin1_General_100_BIN2 null);
{beginning}
declare @revision bigint = (select a.revision from gcidm.access_of(@relyingParty) a);
declare @afterFeed int, @afterId nvarchar(255), @afterText nvarchar(max);
select @afterFeed = a.feedId, @afterId = a.sourcedId, @afterText = a.sortKey
from openjson(@after) with (feedId int '$.feedId', sourcedId nvarchar(255) '$.sourcedId', sortKey nvarchar(max) '$.sortKey') a;
declare @left bigint = @limit;
{unseen}    set @left = 0;

if @left > 0 and @sort is not null
begin
{sorted}end;
else if @left > 0 and @sourcedId is not null and @column1 is null and @within1 is null and @after is null and @offset = 0
    insert into @keys (page, feedId, sourcedId)
    select t.feedId, t.feedId, t.sourcedId
    from @feeds f
    join gcidm.{plural} t on t.feedId = f.feedId
    where t.sourcedId = @sourcedId and {seen_by_feed}
{only};
else
begin
{walk}end;

if not exists (select 1 from @keys)
    select cast(null as int) as feedid, cast(null as nvarchar(255)) as sourcedid, cast(null as nvarchar(max)) as sortkey,
           cast(0 as bigint) as records, cast(N'' as nvarchar(max)) as docs, cast(null as nvarchar(max)) as hidden, @revision as revision;
else
    select p.page as feedid, l.sourcedId as sourcedid, l.sortKey as sortkey, p.records, p.docs,
           {hidden} as hidden, @revision as revision
    from (
        select k.page, max(k.place) as place, count_big(*) as records, string_agg(t.doc, N',') within group (order by k.place) as docs
        from @keys k
        join gcidm.{plural} t on t.feedId = k.feedId and t.sourcedId = k.sourcedId
        group by k.page
    ) p
    join @keys l on l.place = p.place
    order by p.page;
commit transaction;
"""

# Each feed gives its own first records, from its index where there is one; the page is the first of them.
_SORTED = """\
    insert into @keys (page, feedId, sourcedId, sortKey)
    select 0, n.feedId, n.sourcedId,
           coalesce(n.word, n.text, ltrim(rtrim(convert(nvarchar(40), n.number, 3))), convert(nvarchar(40), n.instant, 126))
    from (
        select k.feedId, k.sourcedId, k.word, k.text, k.number, k.instant
        from @feeds f
        cross apply (
            select top (@offset + @limit) m.feedId, m.sourcedId, m.word, m.text, m.number, m.instant
            from {call} m
            where m.feedId = f.feedId and {seen_by_feed}
              and (@afterId is null or m.word {beyond} left(@afterText, 255) or m.text {beyond} @afterText
                   or m.number {beyond} try_convert(float, @afterText) or m.instant {beyond} try_convert(datetime2(3), @afterText, 126)
                   or m.sourcedId {beyond} @afterId and (m.word = left(@afterText, 255) or m.text = @afterText
                       or m.number = try_convert(float, @afterText) or m.instant = try_convert(datetime2(3), @afterText, 126)))
              -- says nothing new, but an index can be searched by it
              and (@afterId is null or @sort not in ({words}) or m.word {beyond}= left(@afterText, 255))
            order by m.word{down}, m.text{down}, m.number{down}, m.instant{down}, m.sourcedId{down}
        ) k
        order by k.word{down}, k.text{down}, k.number{down}, k.instant{down}, k.sourcedId{down}
        offset @offset rows fetch next @limit rows only
    ) n
    order by n.word{down}, n.text{down}, n.number{down}, n.instant{down}, n.sourcedId{down}
    option (recompile);
"""

# One walk along the index of each feed; an offset only leaves entries of it out.
_WALK = """\
    declare @plain bit = case when @column1 is null and @within1 is null and @sourcedId is null then 1 else 0 end;
    declare @feedId int = coalesce(@afterFeed, 0) - 1, @start nvarchar(255), @skip bigint = @offset, @taken bigint;
    while @left > 0
    begin
        select top (1) @feedId = f.feedId, @hides = f.hides from @feeds f where f.feedId > @feedId order by f.feedId;
        if @@rowcount = 0 break;
        set @start = case when @feedId = @afterFeed then @afterId else N'' end;
        if @plain = 1
        begin
            insert into @keys (page, feedId, sourcedId)
            select @feedId, @feedId, n.sourcedId
            from (
                select t.sourcedId
                from gcidm.{plural} t
                where {plain}
                order by t.sourcedId offset @skip rows fetch next @left rows only
            ) n
            order by n.sourcedId;
            set @taken = @@rowcount;
            if @taken = 0 and @skip > 0
                select @skip = @skip - count_big(*)
                from gcidm.{plural} t
                where {plain};
        end;
        else
        begin
            insert into @keys (page, feedId, sourcedId)
            select @feedId, @feedId, n.sourcedId
            from (
                select m.sourcedId
                from {call} m
                where {picked}
                order by m.sourcedId offset @skip rows fetch next @left rows only
            ) n
            order by n.sourcedId
            option (recompile);
            set @taken = @@rowcount;
            if @taken = 0 and @skip > 0
                select @skip = @skip - count_big(*)
                from {call} m
                where {picked}
                option (recompile);
        end;
        if @taken > 0 set @skip = 0;
        set @left = @left - @taken;
    end;
"""

_COUNT = """\
-- How many {plural} there are for a relying party and a query (see read_query), over all that it may
-- see. Written by `python -m local.tsql`.
create or alter procedure gcidm.count_{plural} @relyingParty int, @school nvarchar(255), @query nvarchar(max) as
set nocount, xact_abort on;
{read_query}{refuse}
{beginning}
{unseen}    select cast(0 as bigint) as {name};
else if @column1 is null and @within1 is null and @sourcedId is null
    select count_big(*) as {name}
    from @feeds f
    join gcidm.{plural} t on t.feedId = f.feedId
    where {seen_by_feed}
{only};
else
    select count_big(*) as {name}
    from @feeds f
    cross apply {call} m
    where m.feedId = f.feedId and {seen_by_feed_m}
    option (recompile);
"""


def get(kind: RecordKind) -> str:
    """The text of the file of get_<kind>."""
    return _GET.format(
        plural=kind.plural,
        read_query=READ_QUERY,
        refuse=refuse(kind),
        beginning=_BEGINNING,
        unseen=_UNSEEN,
        sorted=_sorted(kind),
        seen_by_feed=_seen("f.hides", "t"),
        only=_only(kind, "      "),
        walk=_walk(kind),
        hidden=_hidden(kind),
    )


def count(kind: RecordKind) -> str:
    """The text of the file of count_<kind>."""
    return _COUNT.format(
        plural=kind.plural,
        name=f"count_{kind.plural}".lower(),
        read_query=READ_QUERY,
        refuse=refuse(kind),
        beginning=_BEGINNING,
        unseen=_UNSEEN,
        seen_by_feed=_seen("f.hides", "t"),
        seen_by_feed_m=_seen("f.hides", "m"),
        only=_only(kind, "      "),
        call=matching_call(kind, "@relyingParty, @school, f.hides", "    "),
    )


def _sorted(kind: RecordKind) -> str:
    def one(down: str, beyond: str) -> str:
        return _SORTED.format(
            call=matching_call(kind, "@relyingParty, @school, @hides", " " * 12),
            seen_by_feed=_seen("f.hides", "m"),
            words=", ".join(names(columns(kind), is_word)),
            down=down,
            beyond=beyond,
        )

    return f"    if @descending = 0\n{one('', '>')}    else\n{one(' desc', '<')}"


def _walk(kind: RecordKind) -> str:
    plain = f"t.feedId = @feedId and t.sourcedId > @start and {_seen('@hides', 't')}\n"
    return _WALK.format(
        plural=kind.plural,
        plain=plain + _only(kind, " " * 18),
        call=matching_call(kind, "@relyingParty, @school, @hides", " " * 16),
        picked=f"m.feedId = @feedId and m.sourcedId > @start and {_seen('@hides', 'm')}",
    )


def _seen(hides: str, alias: str) -> str:
    return f"({hides} = 0 or exists (select 1 from @audiences a where a.audienceId = {alias}.audienceId))"


def _only(kind: RecordKind, margin: str) -> str:
    """Conditions on what stands in the page's index beside its key."""
    has = {one.name for one in columns(kind)}
    asked = (name for name in ("status", "role", "type") if name in has)
    return "\n".join(f"{margin}and (@{name} is null or t.{name} = @{name})" for name in asked)


def _hidden(kind: RecordKind) -> str:
    if kind.plural not in _HIDDEN:
        return "cast(null as nvarchar(max))"
    return _HIDES.format(hidden=_HIDDEN[kind.plural])
