"""A whole monthly report on the page as on a phone, and what a thumb and an eye of fifty need on each main screen."""

from __future__ import annotations

import re
import time

import pytest

from tests.conversations.browser import phone
from tests.conversations.scribe import scribe
from tests.conversations.take_pictures import LOOKED_AT, SCREENS
from tests.conversations.test_newcomer import bot
from tests.conversations.whole_month import walk

LONGEST = 600.0
"""Seconds for the whole way, on a machine that has other work."""
LARGEST = 60_000
"""Bytes of a picture in docs/."""
SMALLEST_KEY = 44
"""Pixels of height, https://developer.apple.com/design/human-interface-guidelines/buttons."""
CONTRAST = 4.5
"""Of words against what is behind them, https://www.w3.org/TR/WCAG22/#contrast-minimum."""
LOOK = """
const shown = (node) => node.getClientRects().length > 0;
const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
const cut = (node) => node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1;
const keys = all("[data-callback]:not([data-waiting])"); // a pressed one shimmers beyond its edges
const rows = [...document.querySelectorAll("#log > .row")].map((row) => row.getBoundingClientRect());
return {
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  smallest: Math.min(...keys.map((key) => key.offsetHeight)),
  cut: [...keys, ...all(".file-name, .menu-button")].filter(cut).map((node) => node.innerText),
  overlapping: rows.filter((row, at) => at && rows[at - 1].bottom > row.top + 1).length,
  crowded: all(".bubble").flatMap((bubble) => {
    const time = bubble.querySelector(".meta")?.getBoundingClientRect();
    const things = [...bubble.querySelectorAll("audio, .quote")].map((thing) => thing.getBoundingClientRect());
    return things.filter((thing) => time && thing.bottom > time.top + 2 && thing.right > time.left);
  }).length,
  drawn: all("img").filter((image) => image.complete && image.naturalWidth === 0).length,
};
"""
COLOURS = """
const seen = (node) => {
  const paper = [];
  for (let at = node; at; at = at.parentElement) paper.unshift(getComputedStyle(at).backgroundColor);
  return { ink: getComputedStyle(node).color, paper, words: node.innerText.slice(0, 12) };
};
const words = "#log .key, #log .text, #log .meta, #log .day span, #log .quote strong";
return [...document.querySelectorAll(words)].map(seen);
"""
WALL = (183, 216, 181)
"""Behind the bubbles: the lighter half of the wall, on which white words are the hardest to read."""


def luminance(colour):
    parts = [value / 255 for value in colour[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def rgba(words):
    """A computed colour, as three parts of 255 and its opacity."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", words)]
    if words.startswith("color("):
        numbers = [*(255 * number for number in numbers[:3]), *numbers[3:]]
    return (*numbers, 1.0)[:4]


def over(below, above):
    return tuple(high * above[3] + low * (1 - above[3]) for low, high in zip(below, above, strict=False))[:3]


def contrast(ink, paper):
    """WCAG's ratio of words to the papers behind them, the outermost first."""
    ground = WALL
    for sheet in paper:
        ground = over(ground, rgba(sheet))
    light, dark = sorted((luminance(over(ground, rgba(ink))), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faults(page):
    """What a thumb or an eye would stumble over on this screen."""
    found = page.driver.execute_script(LOOK)
    inked = page.driver.execute_script(COLOURS)
    faint = {one["words"] for one in inked if contrast(one["ink"], one["paper"]) < CONTRAST}
    return {
        **{name: value for name, value in found.items() if value and name != "smallest"},
        **({"small key": found["smallest"]} if found["smallest"] and found["smallest"] < SMALLEST_KEY else {}),
        **({"faint": faint} if faint else {}),
    }


@pytest.mark.browser
def test_a_whole_month_is_written_revised_and_sent_up_on_a_phone(tmp_path):
    began, seen, complaints = time.monotonic(), {}, []
    with scribe() as pen, bot(tmp_path / "data", **pen.settings) as url, phone(tmp_path / "profile") as page:

        def look(name):
            seen[name] = faults(page)
            assert time.monotonic() - began < LONGEST, name

        walk(page, url, pen, tmp_path, look)
        complaints = [entry["message"] for entry in page.driver.get_log("browser")]
        assert {name: found for name, found in seen.items() if found} == {}
        page.driver.execute_script(SPOILT)
        assert {"wide", "small key", "cut", "faint"} <= set(faults(page))  # the control
    assert complaints == []
    kept = {path.stem.partition("-")[2]: path.stat().st_size for path in SCREENS.glob("*.png")}
    assert set(kept) == set(seen) - LOOKED_AT
    assert max(kept.values()) < LARGEST


SPOILT = """
const key = document.querySelectorAll("[data-callback]")[0];
key.style.cssText = "min-height: 20px; height: 20px; width: 900px; font-size: 40px; flex: none; color: #555";
document.documentElement.style.cssText = "overflow: visible";
document.querySelector(".phone").style.cssText = "overflow: visible; max-width: none; width: 1200px";
document.body.style.cssText = "overflow: visible";
"""
