"""Invitations work once, and end."""

import asyncio

from bot.core.roles import Role
from bot.storage import keys
from bot.storage.people import LIFETIME, Member, People


async def test_an_invitation_lets_one_person_in_with_its_role(client):
    people = People(client)
    token = await people.invite(Role.REVIEWER)
    assert await people.redeem(token, 7, "周敏") is Role.REVIEWER
    assert await people.redeem(token, 8, "别人") is None
    assert await people.role(7) is Role.REVIEWER
    assert await people.role(8) is None
    assert await people.all() == [Member(7, Role.REVIEWER, "周敏")]


async def test_two_who_use_one_invitation_at_once_do_not_both_get_in(client):
    people = People(client)
    token = await people.invite(Role.OFFICER)
    found = await asyncio.gather(*(People(client).redeem(token, user, "x") for user in range(10)))
    assert found.count(Role.OFFICER) == 1
    assert len(await people.all()) == 1


async def test_an_invitation_ends(client):
    token = await People(client).invite(Role.OFFICER)
    assert 0 < await client.ttl(keys.invitation(token)) <= LIFETIME


async def test_who_is_removed_is_a_stranger_again(client):
    people = People(client)
    await people.redeem(await people.invite(Role.ADMIN), 7, "周敏")
    assert await people.remove(7)
    assert not await people.remove(7)
    assert await people.role(7) is None


async def test_a_forgotten_name_leaves_the_role(client):
    people = People(client)
    await people.redeem(await people.invite(Role.OFFICER), 7, "周敏")
    await people.forget_name(7)
    await people.forget_name(8)
    assert await people.all() == [Member(7, Role.OFFICER, "")]
