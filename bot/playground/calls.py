"""One HTTP request as named values and uploaded files, however the client chose to encode it.

Telegram accepts query strings, forms, multipart forms and JSON for every method. Files go straight to disk,
bounded while they arrive, so that a large upload never fills the memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, MultipartReader, web

from bot.playground.files import Files, Upload
from bot.playground.wire import Json, UnreadableError, dump, load


class TooLargeError(Exception):
    """The request is over its limit."""


@dataclass(frozen=True, slots=True)
class Raw:
    """What arrived, still unchecked."""

    values: dict[str, Json] = field(default_factory=dict)
    uploads: list[tuple[str, Upload]] = field(default_factory=list)

    @property
    def files(self) -> Mapping[str, Upload]:
        """The uploads by field name; the last of a name counts."""
        return dict(self.uploads)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bytes of all values together, and of each file."""

    form: int
    file: int


async def read(request: web.Request, raw: Raw, files: Files, bounds: Bounds) -> None:
    """Fill `raw` from the request; what is already in it when this fails is the caller's to discard.

    Raises:
        TooLargeError: The values or a file are over the bounds.
        ValueError: The body is not what its content type says, or is not UTF-8.
    """
    raw.values.update(request.query)
    match request.content_type:
        case "application/json":
            body = load(await _body(request, bounds) or b"{}")
            if not isinstance(body, dict):
                raise UnreadableError("a JSON object is expected")
            raw.values.update(body)
        case "application/x-www-form-urlencoded":
            await _body(request, bounds)
            raw.values.update({name: str(value) for name, value in (await request.post()).items()})
        case "multipart/form-data":
            await _multipart(await request.multipart(), raw, files, bounds)
        case _:
            pass  # a GET, or a POST without parameters
    dump(raw.values).encode()  # a lone surrogate cannot be stored: UnicodeEncodeError is a ValueError


async def _body(request: web.Request, bounds: Bounds) -> bytes:
    if (request.content_length or 0) > bounds.form:
        raise TooLargeError("form")
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise TooLargeError("form") from error


async def _multipart(reader: MultipartReader, raw: Raw, files: Files, bounds: Bounds) -> None:
    left = bounds.form
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise UnreadableError("nested multipart forms are not supported")
        if part.filename is not None:
            upload = files.incoming(part.filename, part.headers.get("Content-Type"))
            raw.uploads.append((part.name, upload))
            await _save(part, upload, bounds.file)
        else:
            value = await _value(part, left)
            left -= len(value)
            raw.values[part.name] = value.decode()


async def _save(part: BodyPartReader, upload: Upload, limit: int) -> None:
    size = 0
    with upload.path.open("wb") as file:
        while chunk := await part.read_chunk(1 << 16):
            size += len(chunk)
            if size > limit:
                raise TooLargeError("file")
            file.write(chunk)


async def _value(part: BodyPartReader, limit: int) -> bytes:
    value = bytearray()
    while chunk := await part.read_chunk():
        value += chunk
        if len(value) > limit:
            raise TooLargeError("form")
    return bytes(value)
