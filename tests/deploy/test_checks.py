"""The second part of `make check`: it fails when it should, and says so when it could not look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deploy import check
from deploy.audit import REQUIREMENTS, Audit, audit
from deploy.tools import Outcome, tool

FLAW = {"id": "PYSEC-1", "fix_versions": ["2.0", "2.1"]}


def audited(*dependencies: dict[str, Any], status: int = 0) -> Audit:
    said = json.dumps({"dependencies": dependencies})
    return audit(lambda *arguments: Outcome(status, said, ""))


def test_a_known_vulnerability_is_told_with_the_version_that_mends_it() -> None:
    told = audited({"name": "a", "version": "1.0", "vulns": [FLAW]}, status=1)
    assert told == Audit(("a 1.0: PYSEC-1, mended in 2.0, 2.1",), "")


def test_packages_that_are_known_and_sound_are_nothing_to_tell() -> None:
    assert audited({"name": "a", "version": "1.0", "vulns": []}) == Audit((), "")


def test_packages_that_could_not_be_looked_up_do_not_pass_for_sound() -> None:
    told = audited({"name": "b", "skip_reason": "?"}, {"name": "a", "skip_reason": "?"})
    assert told == Audit((), "the advisories know nothing of a, b")


def test_advisories_out_of_reach_do_not_pass_for_sound() -> None:
    told = audit(lambda *arguments: Outcome(1, "", "Traceback\nConnectionError: no route"))
    assert told == Audit((), "the advisories cannot be reached (ConnectionError: no route)")


def test_everything_that_is_deployed_is_audited() -> None:
    assert {"requirements.txt", "web/requirements.txt"} <= set(REQUIREMENTS)


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [(0, 0, "looked at: ok"), (1, 1, "failed"), (check.NOT_RUN, 0, "looked at: NOT RUN: why")],
)
def test_a_check_that_fails_stops_and_one_that_could_not_be_made_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    status: int,
    code: int,
    said: str,
) -> None:
    def looked_at() -> Outcome:
        return Outcome(status, "why", "")

    monkeypatch.setattr(check, "CHECKS", (looked_at,))
    with pytest.raises(SystemExit) as ended:
        check.main()
    assert ended.value.code == code
    assert said in capsys.readouterr().out


def test_a_template_that_is_not_well_formed_is_found(tmp_path: Path) -> None:
    broken = tmp_path / "broken.bicep"
    broken.write_text("param a string\nresource x 'a@b' = {\n  name: 'x'\n  tags: {\n}\n")
    found = tool("python", "-m", "deploy.bicep_syntax", str(broken))
    assert found.status == 1
    assert found.out.startswith(f"{broken}:")


def test_a_dockerfile_with_a_fault_is_found(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.Dockerfile"
    faulty.write_text("FROM python\nRUN cd /tmp\n")
    found = tool("hadolint", str(faulty))
    assert found.status == 1
    assert "DL3006" in found.said
