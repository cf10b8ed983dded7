"""The whole benchmark, on a district so small that its figures mean nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import cpu, run
from bench.plan import FULL, Plan, quick
from bench.requests import page
from bench.sizes import Size

TINY = Size(schools=2, students=25, teachers=2)


@pytest.mark.skipif(not cpu.PROC.exists(), reason="only Linux has the /proc that bench/ reads")
def test_everything_is_measured_on_a_system_of_its_own_that_is_gone_afterwards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Plan(
        tenants={"S": TINY},
        others={"M": TINY},
        target="S",
        rounds=1,
        alone=(page("users alone", "S", "/users?limit=10", records=10, times=1),),
        probes=(page("users", "S", "/users?limit=10", records=10, times=1),),
        rows=FULL.rows,
        note="tiny",
    )
    run.run(plan, tmp_path)
    content = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    measured = {row["request"]: row["median"] for row in content["rows"]}
    assert {"/users?limit=100", "import of L", "all enrolments in one request"} <= measured.keys()
    assert [request for request, value in measured.items() if value is None] == [
        "/enrollments?limit=1000",
        "/enrollments?limit=5000",
        "/users?limit=100&offset=39900, page by page",
        "page one, L against S",
    ]
    assert "make bench tiny" in capsys.readouterr().out
    assert not (tmp_path / "bench").exists()


@pytest.fixture(autouse=True)
def no_signal_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command's own are none of the test run's."""
    monkeypatch.setattr("signal.signal", lambda number, handler: None)


def test_a_machine_that_cannot_measure_is_told_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "--quick"])
    monkeypatch.setattr(cpu, "PROC", tmp_path)
    with pytest.raises(SystemExit, match="1"):
        run.main()
    assert "only Linux has" in capsys.readouterr().err


def test_the_command_line_chooses_rows_and_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    plans: list[Plan] = []
    monkeypatch.setattr(run, "run", plans.append)
    monkeypatch.setattr("sys.argv", ["bench", "--quick", "--rows", "first byte", "--rounds", "3"])
    run.main()
    (plan,) = plans
    assert [row.request for row in plan.rows] == ["all enrolments in one request: first byte"]
    assert (plan.rounds, plan.tenants) == (3, quick().tenants)
