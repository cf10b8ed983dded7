"""Sets of OneRoster replies that are refused: where the problem is said to be."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from admin.cli import app
from admin.importing import Problem, json_stream
from tests.importing.replies import GOOD, Replies, ReplyFolder, ref


def _only(replies: Replies) -> Problem:
    findings = replies.refused()
    assert findings.total == len(findings.problems) == 1, findings.problems
    return findings.problems[0]


TWO_YEARS = [ref("academicSessions", one, "academicSession") for one in ("year", "last")]

# kind, the field of its first record and its value; then the value that is shown, and the rule
FIELDS: list[tuple[str, str, Any, str, str]] = [
    ("users", "role", "pupil", "pupil", "must be one of administrator, aide"),
    ("users", "enabledUser", "yes", "yes", 'must be "true" or "false"'),
    ("users", "givenName", None, "", "the value is required: a text"),
    ("users", "givenName", 7, "7", "must be a text"),
    ("users", "familyName", "a\x00b", "a\x00b", "must be a text"),
    ("users", "email", "\ud83d", "\\ud83d", "must be a text"),
    ("users", "givenName", "😀" * 128, "😀", "must be a text of 255 characters at most"),
    ("users", "status", "inactive", "inactive", "must be one of active, tobedeleted"),
    ("users", "sourcedId", "a b", "a b", "a sourcedId is 1 to 255 characters"),
    ("users", "metadata", "x", "x", "must be an object"),
    ("users", "metadata", {"a": ["\x00"]}, '{"a": ["\\u0000"]}', "must be an object"),
    ("users", "userIds", {"type": "a"}, '{"type": "a"}', 'must be a list of {"type"'),
    ("orgs", "parent", {"href": "x"}, '{"href": "x"}', "must be a reference"),
    ("academicSessions", "endDate", "2027-02-30", "2027-02-30", "must be a date"),
    ("academicSessions", "schoolYear", True, "true", "must be a year"),
    ("courses", "schoolYear", TWO_YEARS, "", "must be a reference"),
    ("lineItems", "resultValueMax", "1_0", "1_0", "must be a number"),
    ("lineItems", "resultValueMax", "1e999", "1e999", "must be a number"),
]


@pytest.mark.parametrize(("kind", "field", "value", "shown", "rule"), FIELDS)
def test_a_bad_value_is_named_by_file_record_field_value_and_rule(
    reply_folder: ReplyFolder, kind: str, field: str, value: Any, shown: str, rule: str
) -> None:
    reply_folder.change(kind, **{field: value})
    problem = reply_folder.read().problems[0]
    assert (problem.file, problem.line, problem.column) == (f"{kind}.json", 1, field)
    assert problem.value.startswith(shown)
    assert problem.rule.startswith(rule)
    assert problem.sourcedId in (GOOD[kind][0]["sourcedId"], "" if field == "sourcedId" else None)


REFERENCES = [
    ("courses", "org", ref("orgs", "nowhere", "org")),
    ("classes", "terms", [ref("academicSessions", "nowhere", "term")]),
    ("users", "orgs", [ref("orgs", "nowhere", "org")]),
    ("enrollments", "class", ref("classes", "nowhere", "class")),
    ("results", "lineItem", ref("lineItems", "nowhere", "lineItem")),
]


@pytest.mark.parametrize(("kind", "field", "value"), REFERENCES)
def test_a_required_reference_to_nothing_is_refused(
    replies: Replies, kind: str, field: str, value: Any
) -> None:
    replies.change(kind, **{field: value})
    problem = _only(replies)
    assert (problem.file, problem.line, problem.column) == (f"{kind}.json", 1, field)
    assert (problem.value, problem.sourcedId) == ("nowhere", GOOD[kind][0]["sourcedId"])
    assert "no such record" in problem.rule


def test_demographics_of_nobody_are_refused(replies: Replies) -> None:
    replies.change("demographics", sourcedId="zoe")
    assert (_only(replies).column, _only(replies).value) == ("sourcedId", "zoe")


def test_records_that_contradict_each_other_are_refused_naming_both_files(
    replies: Replies,
) -> None:
    replies.reply("getUser", {"user": {**GOOD["users"][1], "role": "aide"}})
    problem = _only(replies)
    assert (problem.file, problem.line, problem.value) == ("users.json", 2, "tea")
    assert problem.rule == (
        "record 1 of getUser.json has the same sourcedId and says something else"
    )


# what the file orgs.json is; the record at which it breaks off, and a part of the rule
BROKEN = [
    (b"", 0, "no JSON at character 1: expected {"),
    (b"[]", 0, "no JSON at character 1: expected {"),
    (b"{}", 0, "the file must be one OneRoster reply"),
    (b'{"getAllOrgs": {"orgs": []}}', 0, "an object whose only key is"),
    (b'{"org": []}', 0, "an object whose only key is"),
    (b'{"orgs": {}}', 0, "an object whose only key is"),
    (b'{"imsx_codeMajor": "failure"}', 0, "an object whose only key is"),
    (b'{"orgs": [], "warnings": []}', 0, "the reply has a second key"),
    (b'{"orgs": []} {}', 0, "no JSON at character 14: expected the end"),
    (b'{"orgs": [', 0, "no JSON at character 11"),
    (b'{"orgs": [7]}', 0, "no JSON at character 11: expected a text, a list or an object"),
    (b'{"orgs": [[]]}', 1, "a record is an object"),
    (b'{"orgs": [{}]}', 1, "a sourcedId is 1 to 255 characters"),
    (b'{"orgs": [{} {}]}', 1, "no JSON at character 14: expected , or ]"),
    (b'{"orgs": [{"name": NaN}]}', 0, "NaN is no number of JSON"),
    (b'{"orgs": [{"name": "a', 0, "no JSON at character 20: Unterminated string"),
    (b'{"orgs": [{"name": "\xff"}]}', 0, "byte 21 of the file is not UTF-8"),
    (b'{"orgs": [{"metadata":' + b"[" * 100_000, 0, "too deep"),
]


@pytest.mark.parametrize(("content", "record", "rule"), BROKEN)
def test_a_file_that_is_no_reply_is_refused(
    reply_folder: ReplyFolder, content: bytes, record: int, rule: str
) -> None:
    reply_folder.raw("orgs", content)
    found = [one for one in reply_folder.read().problems if one.file == "orgs.json"]
    assert any((one.line, rule in one.rule) == (record, True) for one in found), found


def test_what_breaks_off_makes_no_problems_of_what_refers_to_it(replies: Replies) -> None:
    whole = (replies.folder / "orgs.json").read_bytes()
    replies.raw("orgs", whole[:-40])
    assert _only(replies).file == "orgs.json"


def test_a_record_of_boundless_length_is_not_held(
    reply_folder: ReplyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 10)
    monkeypatch.setattr(json_stream, "LONGEST_VALUE", 2000)
    reply_folder.change("orgs", name="x" * 4000)
    assert "or the value is longer than" in reply_folder.read().problems[0].rule


def test_problems_are_shown_with_the_record_that_has_them(
    replies: Replies, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies.change("users", role="[red]pupil")
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", database)
    monkeypatch.setenv("COLUMNS", "160")
    result = CliRunner().invoke(app, ["import", str(replies.folder)])
    assert result.exit_code == 1
    assert all(part in result.stdout for part in ("users.json", "1 (ada)", "role", "[red]pupil"))


def test_warnings_are_shown_as_they_are_written(
    replies: Replies, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies.change("users", **{"[/red]favourite": 1})
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", database)
    monkeypatch.setenv("COLUMNS", "160")
    result = CliRunner().invoke(app, ["import", str(replies.folder)])
    assert result.exit_code == 0, result.output
    assert "the unknown field [/red]favourite" in result.stdout
