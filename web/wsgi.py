"""What gunicorn serves: `gunicorn -c web/gunicorn_conf.py web.wsgi:app`."""

from __future__ import annotations

import os

from shared.settings import load
from shared.telemetry import telemetry
from web.app import create_app
from web.settings import WebSettings

app = create_app(load(WebSettings, os.environ), telemetry=telemetry(os.environ, "xporter-web"))
