"""python -m local.host [--root FOLDER] [--port N] [--address A] [--list]"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from local.host.application import Application
from local.host.configuration import Configuration, local_settings, read
from local.host.errors import Refused
from local.host.listing import listing
from local.host.loading import load
from local.host.server import REFUSED, serve
from local.ports import PortBusy, ensure_free
from shared import logs


def main() -> None:
    """Serves the app, or with --list only loads, checks and lists it."""
    arguments = _arguments()
    logs.set_up()
    try:
        root = arguments.root.resolve()
        os.environ.update({**local_settings(root), **os.environ})
        configuration = read(root, os.environ, arguments.port)
        if arguments.list:
            _list(configuration, arguments.address)
            return
        ensure_free(configuration.port, arguments.address)
    except (Refused, PortBusy) as error:
        print(f"The Functions host cannot start: {error}", file=sys.stderr)
        sys.exit(REFUSED)
    serve(configuration, arguments.address)


def _list(configuration: Configuration, address: str) -> None:
    app = load(configuration.root, configuration.script_file)
    Application(app.functions, configuration)
    print(listing(app, configuration, address))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local.host", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="where host.json is")
    parser.add_argument("--port", type=int, default=0, help="default: LocalHttpPort, or 7071")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--list", action="store_true", help="load and check only")
    return parser.parse_args()


if __name__ == "__main__":
    main()
