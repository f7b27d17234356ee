"""Who connects and does not ask gives their place away; who asks is answered."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn

from afterword.host import punctual

ASKS = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


# Any: messages of ASGI.
async def answers(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
    await asyncio.sleep(0.4)  # longer than anybody may take to ask
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"ok"})


async def said_to(port: int, *words: bytes) -> bytes:
    """What comes back for these words, one after the other, until the server hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    said = b""
    for each in words:
        writer.write(each)
        said += await reader.readuntil(b"ok") if each.endswith(b"\r\n\r\n") else b""
    try:
        async with asyncio.timeout(5):
            return said + await reader.read()
    except ConnectionResetError:
        return said
    finally:
        writer.close()


@pytest.mark.parametrize(
    ("words", "answered"),
    [
        ([], 0),
        ([ASKS], 0),
        ([b"G"], 0),
        ([ASKS + b"Connection: close\r\n\r\n"], 1),
        ([ASKS + b"\r\n", ASKS], 1),
        ([ASKS + b"\r\n", ASKS + b"Connection: close\r\n\r\n"], 2),
    ],
)
def test_who_does_not_ask_in_time_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, words: list[bytes], answered: int
) -> None:
    monkeypatch.setattr(punctual, "ASKS_WITHIN", 0.3)

    async def story() -> bytes:
        server = uvicorn.Server(
            uvicorn.Config(answers, port=0, http=punctual.Punctual, lifespan="off", log_config=None)
        )
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            return await said_to(server.servers[0].sockets[0].getsockname()[1], *words)
        finally:
            server.should_exit = True
            await serving

    assert asyncio.run(story()).count(b"200 OK") == answered
