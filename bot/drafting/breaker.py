"""The circuit breaker: a model that failed again and again is left alone for a while. Pure: the clock is passed in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class RestingError(RuntimeError):
    """The model is left alone just now."""


class Breaker:
    """Counts failures in a row. After `failures` of them nobody gets through for `seconds`; then one does, to probe.

    The probe's success lets everybody through again, its failure begins the next rest.
    """

    def __init__(self, failures: int, seconds: float, clock: Callable[[], float]) -> None:
        self._most = failures
        self._seconds = seconds
        self._clock = clock
        self._failed = 0
        self._until: float | None = None
        self._probing = False

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Around one call, whose outcome is counted: any exception is a failure, a cancelled call says nothing.

        Raises:
            RestingError: at once, without the call.
        """
        probe = self._let_through()
        try:
            yield
        except Exception:
            self._failure()
            raise
        else:
            self._failed, self._until = 0, None
        finally:
            if probe:
                self._probing = False

    def _let_through(self) -> bool:
        """Whether this call is the probe."""
        if self._until is None:
            return False
        if self._probing or self._clock() < self._until:
            raise RestingError
        self._probing = True
        return True

    def _failure(self) -> None:
        self._failed += 1
        if self._failed >= self._most:
            self._until = self._clock() + self._seconds
