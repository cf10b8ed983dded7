"""Replies of a provider that were asked for what changed: read as deltas."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from admin.importing import Findings
from admin.importing.packing import open_packing
from admin.importing.parts import Part
from admin.importing.pipeline import import_opened
from admin.importing.roster_set import Place, RosterSet, StagedRow
from admin.importing.sets import open_set
from tests.importing.roster import Roster, ids


@dataclass(frozen=True)
class _Deltas:
    """A set whose parts have only what changed."""

    replies: RosterSet

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(replace(part, is_delta=True) for part in self.replies.parts)

    def files(self, name: str) -> tuple[str, ...]:
        return self.replies.files(name)

    def size(self, part: Part) -> int:
        return self.replies.size(part)

    def rows(
        self, part: Part, findings: Findings, advance: Callable[[int], None]
    ) -> Iterator[StagedRow]:
        return self.replies.rows(part, findings, advance)

    def place(self, part: Part, line: int) -> Place:
        return self.replies.place(part, line)


def _load(roster: Roster, **replies: list[object]) -> None:
    for file in roster.folder.iterdir():
        file.unlink()
    for name, records in replies.items():
        (roster.folder / f"{name}.json").write_text(json.dumps({name: records}), "utf-8")
    findings = Findings()
    opened = _Deltas(open_set(open_packing(roster.folder, findings), findings))
    import_opened(roster.connection, opened, findings, "roster")


def test_a_class_states_its_resources_itself(roster: Roster) -> None:
    roster.load()
    document = roster.doc("classes", "7A")
    _load(roster, classes=[document | {"resources": []}])
    assert "resources" not in roster.doc("classes", "7A")


def test_what_the_replies_do_not_have_stays(roster: Roster) -> None:
    roster.load()
    document = roster.doc("users", "bob")
    gone = roster.doc("enrollments", "e2") | {"status": "tobedeleted"}
    _load(roster, users=[document | {"givenName": "Robert"}], enrollments=[gone])
    assert roster.doc("users", "bob")["givenName"] == "Robert"
    assert ids(roster.doc("users", "bob")["agents"]) == ["mo"]
    assert roster.doc("enrollments", "e2")["status"] == "tobedeleted"
    assert roster.doc("enrollments", "e1")["status"] == "active"
    assert ids(roster.doc("classes", "7A")["resources"]) == ["book"]
