"""The list of functions that is shown at the start, as `func start` shows it."""

from __future__ import annotations

from local.host.configuration import Configuration
from local.host.loading import App


def listing(app: App, configuration: Configuration, address: str) -> str:
    """Lines for people: each function with its methods and URL."""
    base = f"http://{address}:{configuration.port}"
    lines = ["Functions:"]
    for one in app.functions:
        methods = ",".join(one.methods) or "ANY"
        path = "/".join(part for part in (configuration.route_prefix, one.route) if part)
        lines.append(f"  {one.name}: [{methods}] {base}/{path}")
    lines += [f"  {name}: not an HTTP trigger, not run here" for name in app.ignored]
    return "\n".join(lines)
