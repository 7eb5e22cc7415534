"""/healthz and /metrics, and on which port they are."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from bot.web import pages
from bot.web.errors import PortTakenError
from bot.web.front import Front
from tests.web.stand import SETTINGS, Shelf, free_port, get, no_figures, post, standing, update, well


async def figures_of(front):
    status, headers, text = await get(f"{front.admin_url}/metrics")
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[sample.name, *sample.labels.values()] = (family.type, sample.value)
    return found


async def test_all_parts_well_is_200_with_each_part():
    async with standing(Shelf()) as front:
        status, headers, text = await get(f"{front.url}/healthz")
    assert (status, text) == (200, '{"store": true, "telegram": true}')
    assert "Server" not in headers


async def test_one_part_unwell_is_503_with_each_part():
    async def ill():
        return {"store": False, "telegram": True}

    async with standing(Shelf(), health=ill) as front:
        status, _, text = await get(f"{front.url}/healthz")
    assert (status, text) == (503, '{"store": false, "telegram": true}')


async def test_health_that_cannot_be_told_is_503(monkeypatch):
    async def broken():
        raise OSError("redis://:password@host")

    async def stuck():
        await asyncio.sleep(60)

    monkeypatch.setattr(pages, "PATIENCE", 0.1)
    for health in (broken, stuck):
        async with standing(Shelf(), health=health) as front:
            status, _, text = await get(f"{front.url}/healthz")
        assert (status, text) == (503, '{"health": false}')


async def test_figures_of_other_rooms_are_gauges_and_counters():
    async def figures():
        return {"inbox_waiting": 3, "dead_letters": 1, "sent_total": 12.0}

    async with standing(Shelf(), metrics=figures) as front:
        found = await figures_of(front)
    assert found["biganzi_inbox_waiting",] == ("gauge", 3.0)
    assert found["biganzi_dead_letters",] == ("gauge", 1.0)
    assert found["biganzi_sent_total",] == ("counter", 12.0)
    assert found["biganzi_figures_complete",] == ("gauge", 1.0)


async def test_requests_are_counted_by_outcome_and_acknowledgements_timed():
    shelf = Shelf()
    async with standing(shelf) as front:
        await post(front, update(1))
        await post(front, update(2))
        await post(front, b"no update")
        await post(front, update(3), {})
        await post(front, b" " * (SETTINGS.max_body_bytes + 1))
        shelf.away = True
        await post(front, update(4))
        found = await figures_of(front)
    counts = {label[1]: value for label, (_, value) in found.items() if label[0] == "biganzi_webhook_requests_total"}
    assert counts == {"stored": 2, "rejected": 1, "stranger": 1, "too_large": 1, "away": 1}
    assert found["biganzi_webhook_ack_seconds_count",] == ("histogram", 3.0)
    assert found["biganzi_webhook_ack_seconds_bucket", "0.25"][1] <= 3.0
    assert found["biganzi_webhook_ack_seconds_sum",][1] > 0
    assert found["process_resident_memory_bytes",][1] > 0


async def test_our_own_figures_are_shown_while_the_others_cannot_be_had():
    async def broken():
        raise OSError("away")

    async with standing(Shelf(), metrics=broken) as front:
        await post(front, update())
        found = await figures_of(front)
    assert found["biganzi_figures_complete",] == ("gauge", 0.0)
    assert found["biganzi_webhook_requests_total", "stored"] == ("counter", 1.0)


async def test_two_fronts_count_apart_and_nothing_is_global():
    async with standing(Shelf()) as one, standing(Shelf()) as other:
        await post(one, update())
        assert ("biganzi_webhook_requests_total", "stored") not in await figures_of(other)
    assert not [family.name for family in REGISTRY.collect() if family.name.startswith("biganzi")]


async def test_a_port_of_their_own_takes_the_pages_off_the_open_one():
    async with standing(Shelf(), admin_port=free_port()) as front:
        assert front.admin_url != front.url
        assert (await get(f"{front.admin_url}/healthz"))[0] == 200
        assert (await get(f"{front.admin_url}/metrics"))[0] == 200
        assert (await get(f"{front.url}/healthz"))[0] == 404
        assert (await get(f"{front.url}/metrics"))[0] == 404
        assert (await post(front, update()))[0] == 200
        front.url = front.admin_url
        assert (await post(front, update()))[0] == 404


async def test_polling_opens_the_pages_alone_and_only_when_asked():
    async with standing(None) as front:
        assert (front.url, front.admin_url) == ("", "")
    async with standing(None, admin_port=free_port()) as front:
        assert front.url == ""
        assert (await get(f"{front.admin_url}/healthz"))[0] == 200
        assert (await get(f"{front.admin_url}/telegram"))[0] == 404


async def test_a_page_with_a_fault_says_nothing_of_it(caplog):
    async def health():
        return {"store": b"no truth"}

    async with standing(Shelf(), health=health) as front:
        status, _, text = await get(f"{front.url}/healthz")
    assert (status, text) == (500, "")
    assert "a page failed: TypeError" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_taken_port_is_said_and_nothing_stays_open():
    async with standing(Shelf()) as first:
        taken, admin = int(first.url.rpartition(":")[2]), free_port()
        second = Front(replace(SETTINGS, admin_port=taken), None, well, no_figures)
        with pytest.raises(PortTakenError, match=r"web\.admin_port"):
            await second.start()
        with pytest.raises(PortTakenError, match=r"web\.port"):
            async with standing(Shelf(), port=taken, admin_port=admin):
                pass
        async with standing(None, admin_port=admin) as third:
            assert third.admin_url.endswith(f":{admin}")
