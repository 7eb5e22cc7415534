"""A worker that stalls between its look at the lease and what it writes: what wakes late changes nothing.

Each effect that writes anywhere else than to the screen is performed by such a worker; under a hold that is good it
must change something, or it would prove nothing.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from bot.core.affairs import DropTemplate, Remind, RemoveKind, RemoveMember, ShareKind
from bot.core.effects import Forget
from bot.core.letters import GiveOpinion, TakeBack
from bot.core.review import Opinion
from bot.core.roles import Role
from bot.shell.delivery import Delivery
from bot.storage import keys
from bot.storage.alarms import Alarms
from bot.storage.cabinet import Cabinet, Template
from bot.storage.errors import LostError
from bot.storage.hold import Hold
from bot.storage.ledger import Ledger, Use
from bot.storage.partitions import partition_of
from bot.storage.people import People
from bot.storage.records import Due
from tests.conftest import handbook
from tests.shell.office import ALONE, office
from tests.shell.test_post import HANDED, REVIEWER

CHAT, OTHER = 7, 8
ON = date(2026, 9, 28)
KIND = replace(handbook().outlines["women"], id="shared-1")
EFFECTS = [
    Remind(1, (ON,)),
    Remind(1, ()),
    Forget(),
    RemoveMember(OTHER),
    DropTemplate(),
    ShareKind(replace(KIND, id="shared-2")),
    RemoveKind("shared-1"),
    HANDED,
    TakeBack(REVIEWER, 1),
    GiveOpinion("7.1.1.1", OTHER, 1, Opinion.PASSED, (), ON),
]


async def furnished(client) -> None:
    """A store that holds something of each kind."""
    await Alarms(client, ALONE).set(CHAT, "paper:1", {1.0: b"x"})
    await Ledger(client).add(CHAT, {Use.FILES: 1}, ON)
    people, cabinet = People(client), Cabinet(client, "")
    for user, role in ((CHAT, Role.OFFICER), (OTHER, Role.OFFICER), (REVIEWER, Role.REVIEWER)):
        await people.redeem(await people.invite(role), user, "小满")
    await cabinet.keep_template(Template("a.docx", b"x"))
    await cabinet.share_kind(KIND)


async def stored(client) -> dict[bytes, bytes]:
    """All but the lease, which is renewed meanwhile."""
    return {key: await client.dump(key) for key in await client.keys("*") if key != keys.MEMBERS.encode()}


async def performed(house, client, effect, *, late: bool) -> bool:
    """Perform an effect for a chat that is ours, or another's since; whether it changed what is stored."""
    async with office(house, client) as at:
        partition = partition_of(CHAT, ALONE.partitions)
        hold = Hold(partition, int(await client.hget(keys.FENCES, partition)) - late, math.inf)
        due = Due("1", CHAT, b"", hold)
        performer = at.performer.through(Delivery(at.telegram, at.desk, due, at.counts), house.book, hold=hold)
        await furnished(client)
        before = await stored(client)
        if late:
            with pytest.raises(LostError):
                await performer.perform(CHAT, effect)
        else:
            await performer.perform(CHAT, effect)
        return await stored(client) != before


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: type(effect).__name__)
async def test_an_effect_performed_too_late_changes_nothing(house, client, effect):
    assert not await performed(house, client, effect, late=True)


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: type(effect).__name__)
async def test_control_performed_in_time_it_changes_something(house, client, effect):
    assert await performed(house, client, effect, late=False)
