"""What gunicorn serves: `gunicorn -c web/gunicorn_conf.py web.wsgi:app`."""

from __future__ import annotations

import logging
import os

from shared.settings import load
from web.app import create_app
from web.settings import WebSettings

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
app = create_app(load(WebSettings, os.environ))
