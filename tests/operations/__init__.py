"""Running Xporter: limits, usage, health, ends, telemetry."""
