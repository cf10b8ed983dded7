"""Pulls: another OneRoster provider as the source of a feed. `Pull.run` has the stages."""

from __future__ import annotations

from admin.pulling.client import Client
from admin.pulling.credentials import METHODS, Credentials
from admin.pulling.order import Order
from admin.pulling.patience import Patience
from admin.pulling.provider import VERSIONS, Provider, provider_at
from admin.pulling.pull import Pull
from admin.pulling.sending import Sender

__all__ = [
    "METHODS",
    "VERSIONS",
    "Client",
    "Credentials",
    "Order",
    "Patience",
    "Provider",
    "Pull",
    "Sender",
    "provider_at",
]
