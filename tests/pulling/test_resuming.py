"""A pull that broke off goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from admin.errors import AdminError
from admin.pulling.work_folder import work_folder
from tests.pulling.fake import ID, SECRET, FakeProvider, Query
from tests.pulling.puller import Puller
from tests.pulling.test_paging import more_users

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from admin.cli import main; main()", "pull"]


def break_off(puller: Puller, provider: FakeProvider, kind: str, offset: str) -> None:
    """Runs until that page is wanted."""

    def fail(asked: str, query: Query) -> None:
        if (asked, query["offset"]) == (kind, offset):
            provider.hiccups.extend([(503, {"Retry-After": "9999"}, b"")])

    provider.before = fail
    with pytest.raises(AdminError, match="goes on from there"):
        puller.run()
    provider.before = lambda kind, query: None
    provider.asked.clear()


def test_finished_pages_are_not_pulled_again(provider: FakeProvider, puller: Puller) -> None:
    more_users(provider, 5)
    break_off(puller, provider, "users", "4")
    assert puller.records("orgs") == {}, "nothing is imported before all is there"
    puller.run()
    assert provider.pages("orgs") == provider.pages("classes") == []
    assert [query["offset"] for query in provider.pages("users")] == ["4", "6"]
    assert len(puller.records("users")) == 7
    assert any(one.startswith("Going on with the pull that began at ") for one in puller.said)


def test_a_process_that_is_killed_in_the_middle_of_a_page_goes_on(
    provider: FakeProvider, puller: Puller, database: str, tmp_path: Path
) -> None:
    more_users(provider, 5)
    reached, over = threading.Event(), threading.Event()

    def hang(kind: str, query: Query) -> None:
        if (kind, query["offset"]) == ("users", "4") and not reached.is_set():
            reached.set()
            over.wait(300)

    provider.before = hang
    environ = os.environ | {
        "ADMIN_SQL_CONNECTION_STRING": database,
        "XPORTER_PULL_CLIENT_ID": ID,
        "XPORTER_PULL_SECRET": SECRET,
    }
    command = [*COMMAND, provider.url, "--feed", "mis", "--page-size", "2"]
    command += ["--folder", str(puller.folder)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as first:
        assert reached.wait(300)
        first.send_signal(signal.SIGKILL)
    over.set()
    provider.asked.clear()
    subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True)
    assert [query["offset"] for query in provider.pages("users")][-2:] == ["4", "6"]
    assert "0" not in [query["offset"] for query in provider.pages("users")]
    assert len(puller.records("users")) == 7


def test_a_page_that_was_damaged_meanwhile_begins_its_collection_anew(
    provider: FakeProvider, puller: Puller
) -> None:
    more_users(provider, 5)
    break_off(puller, provider, "users", "4")
    (puller.folder / "users-000001.json").write_bytes(b'{"users": [')
    puller.run()
    assert [query["offset"] for query in provider.pages("users")] == ["0", "2", "4", "6"]


@pytest.mark.parametrize(
    "how", ["fresh", "another choice", "another feed", "too late", "unreadable"]
)
def test_what_is_not_wanted_any_more_is_pulled_anew(
    provider: FakeProvider, puller: Puller, how: str
) -> None:
    break_off(puller, provider, "users", "0")
    state = puller.folder / "xporter-pull.json"
    if how == "too late":
        said = json.loads(state.read_text("utf-8"))
        state.write_text(json.dumps(said | {"begun": "2026-01-01T00:00:00+00:00"}), "utf-8")
    elif how == "unreadable":
        state.write_text("{", "utf-8")
    elif how == "another feed":
        puller.feed = "other"
    kinds = ("orgs",) if how == "another choice" else ()
    puller.run(*kinds, is_fresh=how == "fresh")
    assert provider.pages("orgs")


def test_data_that_moved_while_nobody_pulled_begin_the_collection_anew(
    provider: FakeProvider, puller: Puller
) -> None:
    more_users(provider, 5)
    provider.revision = 1
    break_off(puller, provider, "users", "4")
    provider.revision = 2
    puller.run()
    assert [query["offset"] for query in provider.pages("users")] == ["4", "0", "2", "4", "6"]
    assert provider.pages("orgs"), "its pages were of the data before"


def test_nobody_else_can_read_what_is_kept_and_it_goes_when_it_is_imported(
    provider: FakeProvider, puller: Puller
) -> None:
    break_off(puller, provider, "users", "0")
    assert puller.folder.stat().st_mode & 0o077 == 0
    puller.run()
    assert not puller.folder.exists()


def test_files_of_others_in_the_folder_stay(puller: Puller) -> None:
    puller.folder.mkdir()
    (puller.folder / "thesis.json").write_text("{}")
    puller.run()
    assert [file.name for file in puller.folder.iterdir()] == ["thesis.json"]


def test_two_pulls_do_not_share_a_folder(puller: Puller) -> None:
    with (
        work_folder(puller.folder),
        pytest.raises(AdminError, match=r"Another pull is using .*/pull\."),
    ):
        puller.run()


def test_a_folder_that_cannot_be_made_is_an_error(puller: Puller) -> None:
    puller.folder.write_text("a file")
    with pytest.raises(AdminError, match="cannot be used: File exists"):
        puller.run()
