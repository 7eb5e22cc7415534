"""What a model, or what stands before it, can do wrong. `POISON` is in every fault, and may be in no report."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from tests.drafting.endpoint import Endpoint, Fault, completion

POISON = "不该出现的话"
PAGE = f"<!doctype html><html><body><h1>{POISON}</h1></body></html>"


def status(code: int, **headers: str) -> Fault:
    names = {name.replace("_", "-"): value for name, value in headers.items()}

    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({"error": {"message": POISON, "code": str(code)}}, status=code, headers=names)

    return refuse


def body(content: str | bytes, kind: str = "application/json", **headers: str) -> Fault:
    sent = content.encode() if isinstance(content, str) else content
    names = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}

    async def send(_: web.Request) -> web.Response:
        return web.Response(body=sent, headers=names)

    return send


def reply(content: object, finish: str = "stop", **message: object) -> Fault:
    return body(json.dumps(completion(content, finish, **message)))


def shape(**changes: object) -> Fault:
    """A reply with other fields; None as a whole field stays as null."""
    return body(json.dumps({**completion(POISON), **changes}))


def raw(*pieces: bytes) -> Fault:
    """Bytes as they are, then the connection is cut."""

    async def send(request: web.Request) -> web.Response:
        for piece in pieces:
            request.transport.write(piece)
            await asyncio.sleep(0.01)
        request.transport.abort()
        return web.Response()

    return send


def endless(piece: bytes, pause: float) -> Fault:
    async def send(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        while True:
            await response.write(piece)
            await asyncio.sleep(pause)

    return send


def redirect(to: str) -> Fault:
    async def send(request: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": to or str(request.url)}, text=POISON)

    return send


async def silence(_: web.Request) -> web.Response:
    await asyncio.sleep(3600)
    return web.Response()


GOOD = json.dumps(completion(POISON), ensure_ascii=False)
CALL = {"id": "1", "type": "function", "function": {"name": POISON, "arguments": "{}"}}
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
IN_A_WHILE = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)

CODES = (400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504)

FAULTS: dict[str, Fault] = {
    **{
        f"status {code}": status(code)
        for code in (400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504)
    },
    "429, wait a moment": status(429, Retry_After="0.05"),
    "429, wait a minute": status(429, Retry_After="60"),
    "429, wait an hour": status(429, Retry_After="3600"),
    "429, wait until": status(429, Retry_After=IN_A_WHILE),
    "429, wait in milliseconds": status(429, Retry_After_Ms="60000"),
    "429, wait nonsense": status(429, Retry_After=POISON.encode().hex()),
    "context too long": body(json.dumps({"error": {"code": "context_length_exceeded", "message": POISON}})),
    "cut before the answer": raw(),
    "cut in the headers": raw(HEAD[:40]),
    "cut in the body": raw(HEAD, GOOD.encode()[:100]),
    "not HTTP": raw(b"\x00\x01" + POISON.encode() + b"\r\n\r\n"),
    "empty body": body(""),
    "truncated JSON": body(GOOD[:-20]),
    "a page": body(PAGE, "text/html"),
    "a page called JSON": body(PAGE),
    "words called JSON": body(POISON, "text/plain"),
    "JSON too deep": body("[" * 200_000),
    "a list": body(f'["{POISON}"]'),
    "null": body("null"),
    "a number": body("7"),
    "an error as 200": body(json.dumps({"error": {"message": POISON}})),
    "no choices": body(json.dumps({"id": "1", "model": POISON})),
    "null choices": shape(choices=None),
    "empty choices": shape(choices=[]),
    "choices of words": shape(choices=[POISON]),
    "a choice without message": shape(choices=[{"index": 0, "finish_reason": "stop"}]),
    "a choice with a null message": shape(choices=[{"index": 0, "message": None}]),
    "no role": shape(choices=[{"index": 0, "message": {"content": POISON}}]),
    "null content": reply(None),
    "content a number": reply(7),
    "content a mapping": reply({"words": POISON}),
    "content of pictures": reply([{"type": "image_url", "image_url": {"url": POISON}}]),
    "empty text": reply(""),
    "only whitespace": reply(" \n\u3000\t \n"),
    "only signs that cannot be seen": reply("\u200b\u200d\ufeff\u2060"),
    "only fences": reply("```text\n```"),
    "only thoughts": reply(f"<think>{POISON}</think>"),
    "only half a pair": reply("\ud83d"),
    "letters lost": reply(f"{POISON}\ufffd\ufffd"),
    "another language": reply(f"I am sorry, but I cannot help with that. {POISON}"),
    "cut at its length": reply(POISON, "length"),
    "filtered": reply(POISON, "content_filter"),
    "a tool call": reply(None, "tool_calls", tool_calls=[CALL]),
    "a tool call with words": reply(POISON, "stop", tool_calls=[CALL]),
    "a function call": reply(POISON, "function_call", function_call=CALL["function"]),
    "a refusal": reply(None, refusal=POISON),
    "a refusal with words": reply(POISON, refusal=POISON),
    "a long text": reply(POISON * 20_000),
    "a long body": body(GOOD + " " * 1_200_000),
    "endless body": endless(b" " * 65_536, 0),
    "a byte at a time": endless(b" ", 0.05),
    "silence": silence,
    "not gzip": body(GOOD, Content_Encoding="gzip"),
    "a gzip bomb": body(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip"),
    "wrong charset": body(GOOD.encode("gbk"), "application/json; charset=utf-8"),
    "unknown charset": body(GOOD.encode("gbk"), "application/json; charset=klingon"),
    "redirected in a circle": redirect(""),
    "redirected elsewhere": redirect("http://127.0.0.1:9/v1"),
}

ELSEWHERE = ("refused", "not TLS", "no such address")
"""Faults of the way to the server: nothing answers there."""

KINDS = (*FAULTS, *ELSEWHERE)


@asynccontextmanager
async def place(kind: str):
    """The address of a model that has this fault, and only this."""
    if kind == "refused":
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            yield f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    elif kind == "no such address":
        yield "nowhere/v1"
    else:
        async with Endpoint(lambda _: FAULTS.get(kind, 500)).running() as endpoint:
            yield endpoint.url.replace("http:", "https:") if kind == "not TLS" else endpoint.url
