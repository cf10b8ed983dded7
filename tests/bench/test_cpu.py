"""CPU time and memory of process trees, measured on processes that we make."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench import cpu

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux has the /proc that bench/cpu.py reads"
)

# Uses this much CPU time, says so, and waits until its stdin is closed.
_BURN = "import time\nwhile time.process_time() < {seconds}: pass\n"
_WAIT = "import sys\nprint('ready', flush=True)\nsys.stdin.read()\n"
_RUN_CHILD = (
    "import subprocess, sys\nsubprocess.run([sys.executable, '-c', {code!r}], check=True)\n"
)
_KEEP_CHILD = (
    "import subprocess, sys\n"
    "command = [sys.executable, '-c', {code!r}]\n"
    "child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)\n"
    "child.stdout.readline()\n"
)


@contextmanager
def running(code: str) -> Iterator[int]:
    """The number of a Python process that has run `code` and lives on."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", code + _WAIT]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        yield child.pid


def test_a_process_that_computes_is_counted() -> None:
    with running(_BURN.format(seconds=0.3)) as pid:
        assert cpu.cpu_seconds([pid]) >= 0.28


def test_a_process_that_waits_uses_nothing_more() -> None:
    with running("") as pid:
        assert cpu.cpu_seconds([pid]) == cpu.cpu_seconds([pid])


def test_a_child_that_has_ended_is_counted() -> None:
    with running(_RUN_CHILD.format(code=_BURN.format(seconds=0.3))) as pid:
        assert len(cpu.tree([pid])) == 1
        assert cpu.cpu_seconds([pid]) >= 0.28


def test_a_child_that_lives_is_counted() -> None:
    code = _BURN.format(seconds=0.3) + _WAIT
    with running(_KEEP_CHILD.format(code=code)) as pid:
        assert [one.parent for one in cpu.tree([pid])] == [os.getpid(), pid]
        assert cpu.cpu_seconds([pid]) >= 0.28


def test_several_trees_are_added_up() -> None:
    with running("") as one, running("") as other:
        assert [process.pid for process in cpu.tree([one, other])] == [one, other]


def test_a_process_that_is_gone_is_no_tree() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert cpu.tree([child.pid]) == []
    assert cpu.peak_resident(child.pid) == 0


def test_a_name_with_blanks_and_parentheses_does_not_confuse(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fields = "S 7 1 1 0 -1 0 0 0 0 0 100 20 3 4 20 0 1"
    (tmp_path / "42").mkdir()
    (tmp_path / "42" / "stat").write_text(f"42 (a) R 1 (b) {fields}\n")
    monkeypatch.setattr(cpu, "PROC", tmp_path)
    assert cpu.read(42) == cpu.Process(pid=42, parent=7, ticks=127)


def test_memory_that_was_given_back_still_counts_as_peak() -> None:
    with running("") as lean, running("block = b'x' * 80_000_000\ndel block\n") as fat:
        assert cpu.peak_resident(fat) > cpu.peak_resident(lean) + 70


def test_a_machine_without_proc_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cpu, "PROC", tmp_path)
    with pytest.raises(cpu.NotMeasurable, match="only Linux"):
        cpu.require_proc()
