"""The whole benchmark, on a district so small that its figures mean nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bench import cpu, run
from bench.orders import ID
from bench.plan import FULL, Plan, quick
from bench.probes import page
from bench.requests import CHANGED, ONEROSTER
from bench.sizes import Size

TINY = Size(schools=2, students=25, teachers=5)
TEN = ONEROSTER + "/users?limit=10"
TOKEN = ONEROSTER + "/token"


@pytest.mark.skipif(not cpu.PROC.exists(), reason="only Linux has the /proc that bench/ reads")
def test_everything_is_measured_on_a_system_of_its_own_that_is_gone_afterwards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Plan(
        tenants={"S": TINY},
        others={"M": TINY},
        target="S",
        change_every=10,
        rounds=1,
        alone=(page("users alone", "S", TEN, records=10, times=1),),
        probes=(
            page("users", "S", TEN, records=10, times=1),
            page("changed", "S", CHANGED, records=TINY.users // 10, times=1),
            page("one user", "S", f"{ONEROSTER}/users/{ID}", records=1, times=1),
            page("all users", "S", TEN, records=10, times=1),
            page("signed users", "S", TEN, records=10, times=1, way="oauth1"),
            page(
                "token", "S", f"{ONEROSTER}/token", records=1, times=1, way="basic", method="POST"
            ),
        ),
        rows=FULL.rows,
        note="tiny",
    )
    run.run(plan, tmp_path)
    content = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    measured = {row["request"]: row["median"] for row in content["rows"]}
    # A ratio to COPY, of the server that the benchmark starts itself.
    of_private_server = (
        set() if os.environ.get("XPORTER_TEST_SERVER") else {"all enrolments in one request"}
    )
    assert {request for request, value in measured.items() if value is not None} == {
        *of_private_server,
        "/users?limit=100",
        "page one, after two more tenants like L",
        "all enrolments in one request: first byte",
        "largest Python process, after all of it",
        "import of L",
        "import of L: memory",
        "OneRoster users, dateLastModified>'…'",
        "OneRoster users/{sourcedId}",
        "OneRoster token",
        "OneRoster users, OAuth 1",
    }
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
