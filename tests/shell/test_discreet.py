"""No number of a person is ever stored: not in the inbox, not in a session, not among the dead letters."""

from __future__ import annotations

import json

import pytest

from bot.shell.discreet import Discreet
from bot.shell.intake import Intake
from bot.shell.metrics import Counts
from bot.storage.desk import Desk
from tests.eval.leaks import stored_figures
from tests.shell.office import ALONE, office, update

CHAT = 7
MOBILE, IDENTITY = "13812345678", "11010519491231002X"
KEPT = f"王强手机{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}，慰问62人"


class Blind(Discreet):
    """The control: looks and hides nothing."""

    def update(self, raw):
        return raw


@pytest.mark.parametrize("blind", [False, True])
async def test_a_number_never_reaches_the_store(house, client, blind):
    intake = Intake(Desk(client, ALONE), Counts(), (Blind if blind else Discreet)(house.privacy))
    await intake.store(1, CHAT, update(1, CHAT, KEPT))
    await intake.reject(update(2, CHAT, KEPT), "why")
    assert (MOBILE in await stored_figures(client)) is blind


async def test_the_officer_is_told_once_a_message_and_the_rest_counts(house, client):
    async with office(house, client) as it:
        await it.says(CHAT, f"身份证{IDENTITY}，手机{MOBILE}、13912345678")
        await it.hears(CHAT, "身份证号、手机号我没有留底", "笔杆子")
        assert sum("没有留底" in text for text in it.telegram.texts(CHAT)) == 1
        assert "手机〔手机号〕、〔手机号〕" in (await it.desk.session(CHAT)).decode()
        await it.says(CHAT, "宏泰纺织有限公司工会")
        await it.hears(CHAT, "没有留底", "笔杆子", "认识一下　2")


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw,
        lambda raw: raw.replace('"text"', '"caption"').replace('"from"', '"photo": [], "from"'),
        lambda raw: raw.replace('"message":', '"edited_message":'),
        lambda raw: json.dumps(json.loads(raw)),  # with every sign escaped
        lambda raw: raw[:-1],  # cut off: no JSON
        lambda raw: json.dumps(json.loads(raw))[:-1],
        lambda raw: raw.replace("小满", KEPT),
        lambda raw: f"[{raw}]",
    ],
)
def test_whatever_part_of_an_update_holds_it(house, change):
    raw = change(update(1, CHAT, f"/examples {KEPT}").decode())
    hidden = Discreet(house.privacy).update(raw.encode())
    assert "〔手机号〕" in hidden.decode()
    assert "5678" not in hidden.decode()
    assert "62" in hidden.decode()


def test_an_update_without_such_a_number_stays_as_it_came(house):
    raw = update(1, CHAT, "9.8学工会法 62人 编号E20260915").replace(b", ", b" ,")
    assert Discreet(house.privacy).update(raw) is raw


def test_the_name_of_an_album_is_no_bank_card(house):
    card = "6222021234567890128"
    assert house.privacy.find(card)  # the control
    raw = update(1, CHAT, "x").decode().replace('"text": "x"', f'"media_group_id": "{card}", "caption": "{card}"')
    message = json.loads(Discreet(house.privacy).update(raw.encode()))["message"]
    assert message["media_group_id"] == card
    assert card not in message["caption"]
