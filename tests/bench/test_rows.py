"""The table of what is measured, how it is judged, and how it is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bench import report
from bench.machine import memory, processor
from bench.markdown import markdown
from bench.plan import ALWAYS, FULL, WHOLE_QUANTITIES, Plan, only, quick
from bench.probes import Probe, Row, page, walk
from bench.quantities import Outcome, Quantities, judge
from bench.tenants import Tenant

ROW = Row("/users", "users", 4, "ms CPU", kind="users", records=100)
DIFFERENCE = Row("/users signed", "signed", 1, "ms CPU above bearer", beyond="users")
RATIO = Row("/users deep", "deep", 1.3, "x page one", "users")


def measured(**values: list[float]) -> Quantities:
    return Quantities({name.replace("_", " "): numbers for name, numbers in values.items()})


@pytest.mark.parametrize("plan", [FULL, quick()], ids=["full", "quick"])
def test_every_row_is_measured_by_a_probe_of_a_tenant_that_is_there(plan: Plan) -> None:
    probes = (*plan.alone, *plan.probes)
    provided = {probe.name for probe in probes} | WHOLE_QUANTITIES | ALWAYS
    assert [row.request for row in plan.rows if not row.needs <= provided] == []
    assert {probe.tenant for probe in probes} <= plan.tenants.keys()
    assert plan.target in plan.tenants


def test_the_full_plan_has_twice_as_many_other_tenants() -> None:
    assert sum(size.users for size in FULL.others.values()) == 2 * FULL.tenants["L"].users


def test_a_quick_look_needs_the_small_district_only() -> None:
    assert list(quick().tenants) == ["S"]
    assert quick().others == {}
    assert "--quick" in quick().note


def test_chosen_rows_bring_just_their_probes() -> None:
    chosen = only(FULL, ["39900"])
    assert [row.request for row in chosen.rows] == ["/users?limit=100&offset=39900, page by page"]
    assert {probe.name for probe in chosen.probes} == {"users", "deep users"}
    assert (chosen.alone, chosen.others) == ((), {})


def test_the_row_about_other_tenants_brings_the_other_tenants() -> None:
    chosen = only(FULL, ["two more tenants"])
    assert chosen.others == FULL.others
    assert [probe.name for probe in chosen.alone] == ["users alone"]


def test_words_that_no_row_has_are_answered_with_the_rows() -> None:
    with pytest.raises(ValueError, match=r"no row has 'pupils' in it; there are:\n  /users"):
        only(FULL, ["pupils"])


def test_a_walk_reaches_its_last_page_by_all_pages_before_it() -> None:
    probe = walk("deep", "L", "/users?limit=100", last=500, size=100, pages=2)
    offsets = [target.rpartition("=")[2] for target in (*probe.before, *probe.measured)]
    assert offsets == ["0", "100", "200", "300", "400", "500"]
    assert len(probe.measured) == 2


def test_the_last_pages_of_a_short_walk_are_measured_several_times() -> None:
    probe = walk("deep", "L", "/users?limit=100", last=200, size=100, pages=2, times=3)
    assert [target[-3:] for target in probe.measured] == ["100", "200"] * 3


def test_only_chosen_rows_about_changes_bring_a_second_import() -> None:
    assert FULL.changes
    assert only(FULL, ["dateLastModified"]).changes
    assert not only(FULL, ["familyName"]).changes


def test_a_tenant_asks_in_the_way_that_the_probe_names() -> None:
    tenant = Tenant(8080, {"bearer": ("token",), "basic": ("me", "pw")}, ("u1", "u2"), "12%3A30")
    since = tenant.order(page("changed", "L", "/users?x>{since}", records=1, times=4))
    assert (since.shown, since.method) == (("bearer", "token"), "GET")
    assert {*since.before, *since.measured} == {"/users?x>12%3A30"}
    assert since.ids == ()
    token = Probe("token", "L", (), ("/token",), 1, way="basic", method="POST")
    assert tenant.order(token).shown == ("basic", "me", "pw")
    assert tenant.order(token).method == "POST"
    assert tenant.order(replace(token, measured=("/users/{id}",))).ids == ("u1", "u2")


def test_a_row_is_judged_by_the_median_of_its_rounds() -> None:
    outcome = judge(ROW, measured(users=[9.0, 3.0, 3.5]))
    assert (outcome.median, outcome.lowest, outcome.highest) == (3.5, 3.0, 9.0)
    assert outcome.ok


def test_a_row_over_its_limit_is_not_ok() -> None:
    assert judge(ROW, measured(users=[4.1])).ok is False


def test_a_ratio_is_taken_within_each_round() -> None:
    outcome = judge(RATIO, measured(deep=[2.0, 20.0], users=[2.0, 10.0]))
    assert (outcome.lowest, outcome.highest) == (1.0, 2.0)


def test_a_ratio_of_unequal_rounds_is_over_the_median() -> None:
    assert judge(RATIO, measured(deep=[3.0], users=[1.0, 2.0, 9.0])).median == 1.5


def test_a_difference_is_taken_within_each_round() -> None:
    outcome = judge(DIFFERENCE, measured(signed=[3.0, 12.5], users=[2.0, 10.0]))
    assert (outcome.lowest, outcome.highest) == (1.0, 2.5)


def test_a_row_without_its_quantities_is_not_measured() -> None:
    assert judge(RATIO, measured(deep=[3.0])) == Outcome(RATIO)
    assert judge(RATIO, measured(deep=[3.0])).ok is None


def test_the_floor_is_for_as_many_documents_as_the_row_has() -> None:
    assert judge(ROW, measured(users=[3.0], users_floor=[0.004])).floor == pytest.approx(0.4)
    assert judge(ROW, measured(users=[3.0])).floor is None


def test_the_parts_of_a_figure_are_shown_beside_it() -> None:
    parts = {"users: web": [1.0, 2.0, 9.0], "users: functions": [3.0], "users: PostgreSQL": [4.0]}
    assert judge(ROW, Quantities({"users": [9.0], **parts})).parts == (2.0, 3.0, 4.0)
    assert judge(ROW, measured(users=[9.0])).parts == ()


def test_the_table_says_what_was_measured_and_what_was_missed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    quantities = measured(users=[4.5, 5.5], deep=[4.0, 4.0], users_floor=[0.004])
    outcomes = [judge(row, quantities) for row in (ROW, RATIO)]
    report.show(outcomes, quantities, {"processor": "Abacus"}, "")
    shown = capsys.readouterr().out
    assert "5 (4.5 to 5.5)" in shown
    assert "Missed: /users." in shown
    assert "processor: Abacus" in shown


def test_the_table_can_be_quoted_as_markdown() -> None:
    text = markdown([judge(ROW, measured(users=[4.5, 5.5]))], {"processor": "Abacus"})
    assert text.splitlines()[0] == "Measured: processor Abacus."
    assert text.splitlines()[-1] == "| /users | 4 ms CPU | 5 (4.5 to 5.5) |  |  | missed |"


def test_the_json_file_has_every_value(tmp_path: Path) -> None:
    quantities = measured(users=[3.0, 2.0])
    path = tmp_path / "new" / "bench.json"
    report.write(path, [judge(ROW, quantities)], quantities, {"cores": "2"}, "")
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["machine"] == {"cores": "2"}
    assert content["quantities"] == {"users": [3.0, 2.0]}
    (row,) = content["rows"]
    assert (row["request"], row["limit"], row["median"], row["ok"]) == ("/users", 4, 2.5, True)


@pytest.mark.parametrize(
    ("value", "text"), [(0.01234, "0.0123"), (1.5, "1.5"), (99.94, "99.9"), (1234.5, "1234")]
)
def test_numbers_have_three_digits_that_count(value: float, text: str) -> None:
    assert report.measured(Outcome(replace(ROW), value, value, value)) == text


def test_the_machine_is_named() -> None:
    assert (
        processor("processor\t: 0\nmodel name\t: Abacus 9000\nmodel name\t: x\n") == "Abacus 9000"
    )
    assert memory("MemTotal:        8388608 kB\n") == "8.0 GB"
