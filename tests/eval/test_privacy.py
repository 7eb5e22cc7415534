"""The way of personal data, short; the whole of it is `make eval EVAL='--only privacy'`."""

from __future__ import annotations

import logging

from tests.eval.privacy import blinded, found, journey, listening, records
from tests.storage.conftest import client, store

__all__ = ["client", "store"]

FEW = 90


async def test_no_number_is_found_anywhere_on_the_way(house, client):
    places = await journey(house, client, records(FEW, 3), each=45)
    assert places.requests
    assert places.documents >= 4  # the report and the archive of each
    assert places.lines
    assert places.words_before
    assert places.names == 2
    assert places.leaks == 0


async def test_the_control_with_the_protection_off_they_are_found(house, client):
    places = await journey(blinded(house), client, records(FEW, 3), each=45)
    assert places.stored == FEW
    assert places.asked
    assert places.files
    assert places.names_asked
    assert places.names_printed


def test_the_control_whatever_is_logged_is_heard():
    with listening() as heard:
        try:
            int("138 1234 5678")
        except ValueError:
            logging.getLogger("bot.any").exception("a fault")
    assert found({"13812345678"}, "\n".join(heard.lines)) == 1
