"""What the request handlers find in the application."""

from typing import Final

from aiohttp import web

from bot.playground.parts import Parts

PARTS: Final = web.AppKey("parts", Parts)
TOKEN: Final = web.AppKey("token", str)
