"""What is printed when everything runs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from local.demo_env import Credentials
from local.guide import guide
from local.tiers import Ports

# Answers as the two tiers would, and fails when it is called in any other way.
CURL = """#!/bin/sh
case "$*" in
    *"-u id:s3cret"*/token) echo '{"access_token":"a.b.c","expires_in":3600}' ;;
    *"Bearer a.b.c"*/users?limit=2) echo users ;;
    *) exit 9 ;;
esac
"""


def test_the_printed_lines_work_when_pasted(tmp_path: Path) -> None:
    curl = tmp_path / "curl"
    curl.write_text(CURL)
    curl.chmod(0o755)
    text = guide(Ports(web=8099), Credentials("id", "s3cret", "", "", "", "", ""))
    lines = re.findall(r"^  (curl .*)$", text, re.MULTILINE)
    printed = [
        subprocess.run(
            ["sh", "-c", line],
            env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for line in lines
    ]
    assert printed == ['{"access_token":"a.b.c","expires_in":3600}\n', "users\n"]
    assert "http://localhost:8099/api/ims/oneroster/v1p1" in text
