"""The figures of /metrics: our own counts, and what the other rooms hand in. No global registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prometheus_client.core import Metric

PREFIX = "biganzi"
TOTAL = "_total"
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Bounds of the histogram; 0.25 s is the bar for an acknowledgement."""


class _HandedIn(Collector):
    """Figures of other rooms: a name that ends in `_total` is a counter, any other a gauge."""

    def __init__(self) -> None:
        self.figures: Mapping[str, float] = {}

    def collect(self) -> Iterable[Metric]:
        for name, value in sorted(self.figures.items()):
            words = name.removesuffix(TOTAL).replace("_", " ")
            if name.endswith(TOTAL):
                yield CounterMetricFamily(f"{PREFIX}_{name}", words, value=value)
            else:
                yield GaugeMetricFamily(f"{PREFIX}_{name}", words, value=value)


class Meter:
    """Counts the requests of one front."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._handed_in = _HandedIn()
        self._registry.register(self._handed_in)
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "webhook_requests", "updates by outcome", ["outcome"], namespace=PREFIX, registry=self._registry
        )
        self._acknowledged = Histogram(
            "webhook_ack_seconds",
            "from a request's head to the 200 that takes the update over",
            namespace=PREFIX,
            buckets=SECONDS,
            registry=self._registry,
        )

    def count(self, outcome: str) -> None:
        """One request of the webhook ended this way."""
        self._requests.labels(outcome).inc()

    def acknowledged(self, seconds: float) -> None:
        """An update was taken over after so many seconds."""
        self._acknowledged.observe(seconds)

    def page(self, figures: Mapping[str, float]) -> bytes:
        """The text for a Prometheus server, with the figures handed in."""
        self._handed_in.figures = figures
        return generate_latest(self._registry)
