"""What the README states about the code is true."""

from __future__ import annotations

from collections import Counter

from local.readme import README, written
from shared.oneroster import SERVICE_CALLS, Shape


def test_the_service_calls_and_the_code_map_are_those_of_the_code() -> None:
    readme = README.read_text("utf-8")
    assert written(readme) == readme, "run `python -m local.readme`"


def test_the_calls_are_as_many_as_the_specification_has() -> None:
    """Sections 3.1 to 3.3: 41 rostering, 4 resources, 16 gradebook of which 3 PUT and 3 DELETE."""
    services = [call.scope.rpartition("/")[2].partition(".")[0] for call in SERVICE_CALLS]
    counted = Counter("roster" if one.startswith("roster") else one for one in services)
    assert counted == {"roster": 41, "resource": 4, "gradebook": 16}
    shapes = Counter(call.shape for call in SERVICE_CALLS)
    assert (shapes[Shape.PUT], shapes[Shape.DELETE]) == (3, 3)
