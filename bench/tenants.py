"""A district's relying party, which asks for what a probe measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.orders import Order
from bench.probes import SINCE, Probe


@dataclass(frozen=True)
class Tenant:
    """`shown` has what the relying party shows, for each way to authenticate (bench/authorize.py);
    `people` are users that it may ask for one by one, `since` is the moment that SINCE stands for.
    """

    port: int
    shown: Mapping[str, tuple[str, ...]]
    people: tuple[str, ...]
    since: str

    def order(self, probe: Probe) -> Order:
        """The requests of a probe."""
        return Order(
            self.port,
            self._shown(probe.way),
            self._targets(probe.before),
            self._targets(probe.measured),
            probe.records,
            method=probe.method,
            ids=self.people if probe.takes_turns else (),
        )

    def whole(self, target: str, records: int) -> Order:
        """One request for all of a collection."""
        return Order(self.port, self._shown("bearer"), (), (target,), records, connections=1)

    def _shown(self, way: str) -> tuple[str, ...]:
        return (way, *self.shown[way])

    def _targets(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(target.replace(SINCE, self.since) for target in targets)
