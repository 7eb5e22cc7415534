from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafting.breaker import Breaker, RestingError


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(clock):
    return Breaker(failures=3, seconds=10, clock=clock)


def fail(breaker, error=ValueError):
    with suppress(error), breaker.attempt():
        raise error


def succeed(breaker):
    with breaker.attempt():
        pass


def rests(breaker):
    try:
        fail(breaker)
    except RestingError:
        return True
    return False


def test_failures_in_a_row_give_the_model_a_rest(breaker):
    for _ in range(3):
        fail(breaker)
    assert rests(breaker)


def test_a_success_between_failures_begins_the_count_anew(breaker):
    for _ in range(5):
        fail(breaker)
        fail(breaker)
        succeed(breaker)
    assert not rests(breaker)


def test_after_the_rest_one_probe_goes_through_at_a_time(breaker, clock):
    for _ in range(3):
        fail(breaker)
    clock.now = 9.9
    assert rests(breaker)
    clock.now = 10
    with breaker.attempt(), pytest.raises(RestingError):
        succeed(breaker)
    succeed(breaker)


def test_a_failed_probe_begins_another_rest(breaker, clock):
    for _ in range(3):
        fail(breaker)
    clock.now = 10
    fail(breaker)
    assert rests(breaker)
    clock.now = 20
    succeed(breaker)
    assert not rests(breaker)


def test_a_cancelled_probe_lets_the_next_one_through(breaker, clock):
    for _ in range(3):
        fail(breaker)
    clock.now = 10
    fail(breaker, asyncio.CancelledError)
    succeed(breaker)


def test_cancelled_calls_say_nothing(breaker):
    for _ in range(9):
        fail(breaker, asyncio.CancelledError)
    assert not rests(breaker)


def test_a_late_success_of_a_call_from_before_ends_the_rest(breaker):
    with breaker.attempt():
        for _ in range(3):
            fail(breaker)
        assert rests(breaker)
    succeed(breaker)


@given(st.lists(st.one_of(st.booleans(), st.floats(0, 5)), max_size=60))
def test_it_never_rests_for_longer_than_it_is_set_to(steps):
    clock = Clock()
    breaker = Breaker(failures=2, seconds=10, clock=clock)
    refused_since = None
    for step in steps:
        if isinstance(step, float):
            clock.now += step
            continue
        try:
            (succeed if step else fail)(breaker)
        except RestingError:
            refused_since = clock.now if refused_since is None else refused_since
            assert clock.now - refused_since < 10
        else:
            refused_since = None
