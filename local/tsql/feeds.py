"""The procedures count_feed and get_feedPage: a feed's records of any kind, whoever may see them."""

from __future__ import annotations

from local.tsql.query import READ_QUERY, matching_call, refuse
from shared.oneroster import KINDS, RecordKind

_COUNT = """\
-- How many of a feed's records of a kind match a query (see read_query). Written by `python -m local.tsql`.
create or alter procedure gcidm.count_feed @kind nvarchar(32), @feed int, @query nvarchar(max) as
set nocount, xact_abort on;
{read_query}{branches}"""

_COUNT_BRANCH = """\
if @kind = N'{plural}'
begin
{refuse}\
    select count_big(*) as count_feed
    from {call} m
    where m.feedId = @feed
    option (recompile);
end;
"""

_PAGE = """\
-- A page of a feed's records of a kind, whoever may see them, in the order of sourcedId: for operators.
-- @query: see read_query. @after: the sourcedId with which the page before ended, '' for the first.
-- No row when there is no more. Written by `python -m local.tsql`.
create or alter procedure gcidm.get_feedPage @kind nvarchar(32), @feed int, @query nvarchar(max), @after nvarchar(255), @limit int as
set nocount, xact_abort on;
{read_query}\
declare @keys table (sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null primary key);
{branches}\
select max(k.sourcedId) as sourcedid, count_big(*) as records, string_agg(r.doc, N',') within group (order by k.sourcedId) as docs
from @keys k
join gcidm.records r on r.kind = @kind and r.sourcedId = k.sourcedId
having count_big(*) > 0;
"""

_PAGE_BRANCH = """\
if @kind = N'{plural}'
begin
{refuse}\
    insert into @keys (sourcedId)
    select top (@limit) m.sourcedId
    from {call} m
    where m.feedId = @feed and m.sourcedId > @after
    order by m.sourcedId
    option (recompile);
end;
"""


def count_feed() -> str:
    """The text of count_feed's file."""
    return _COUNT.format(read_query=READ_QUERY, branches=_branches(_COUNT_BRANCH))


def get_feed_page() -> str:
    """The text of get_feedPage's file."""
    return _PAGE.format(read_query=READ_QUERY, branches=_branches(_PAGE_BRANCH))


def _branches(branch: str) -> str:
    return "".join(_branch(branch, kind) for kind in KINDS)


def _branch(branch: str, kind: RecordKind) -> str:
    call = matching_call(kind, "null, null, 0", "    ")
    return branch.format(plural=kind.plural, refuse=refuse(kind, "    "), call=call)
