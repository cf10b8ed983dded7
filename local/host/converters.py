"""azure-functions' own converters between wire values and the objects that functions see."""

from __future__ import annotations

from typing import Any

import azure.functions as func

_registry: Any = func.get_binding_registry()  # type: ignore[no-untyped-call]
REQUEST: Any = _registry.get("httpTrigger")
RESPONSE: Any = _registry.get("http")
