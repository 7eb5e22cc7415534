"""Files for the page: a picture may be shown, anything else is only ever downloaded.

An uploaded file is foreign: it never runs as a page of this server.
"""

from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.playground.images import picture_size
from bot.playground.keys import PARTS

_SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_HEARD: Final = frozenset({"audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav", "audio/x-wav", "audio/webm"})


async def download(request: web.Request) -> web.StreamResponse:
    """The bytes of a file."""
    files = request.app[PARTS].files
    file = files.find(request.match_info["file_id"])
    if file is None:
        return web.json_response({"error": "file_gone"}, status=404)
    place = files.where(file)
    shown = file.mime in _HEARD or (file.mime in _SHOWN and picture_size(place) is not None)
    headers = {
        "Content-Type": file.mime if shown else "application/octet-stream",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(file.name, safe='')}",
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    return web.FileResponse(place, headers=headers)
