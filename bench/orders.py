"""What the measuring process and the one that makes the requests tell each other: JSON lines."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

ID = "{id}"  # in a target: the next of the order's ids


@dataclass(frozen=True)
class Order:
    """Each of `connections` sends requests for all of `before`, which are not measured, and then
    for all of `measured`. The last reply must hold `records` records.

    `shown` is the way to authenticate and what it takes, see bench/authorize.py. An ID in a target
    stands for the next of `ids`, which the connections take in turn, over and over.
    """

    port: int
    shown: tuple[str, ...]
    before: tuple[str, ...]
    measured: tuple[str, ...]
    records: int
    connections: int = 8
    method: str = "GET"
    ids: tuple[str, ...] = ()

    @property
    def requests(self) -> int:
        """How many requests are measured."""
        return self.connections * len(self.measured)

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Order:
        fields = json.loads(text)
        lists = {name: tuple(fields[name]) for name in ("shown", "before", "measured", "ids")}
        return cls(**{**fields, **lists})


@dataclass(frozen=True)
class Reading:
    """One whole reply: `seconds` from the request to its last byte, `first_byte` to the first one
    of its body; `size` of the body in bytes."""

    seconds: float
    first_byte: float
    records: int
    size: int

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Reading:
        return cls(**json.loads(text))
