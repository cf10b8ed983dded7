"""Where things lie on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATE = ROOT / ".local"
SETTINGS = ROOT / "local.settings.json"
SETTINGS_EXAMPLE = ROOT / "local.settings.example.json"
TOKEN_KEYS = STATE / "token-keys.json"
DEMO = STATE / "demo.env"
SAMPLE = ROOT / "samples" / "secondary-school"
UTF8_LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
