"""A connection that sends the same header again is answered without the parser, and otherwise as any other."""

import asyncio
import json
import random
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from service import protocol as protocol_module
from service.predictions.hot import HotPredictions
from service.predictions.plain_answers import PlainAnswers
from service.protocol import RepeatingProtocol, protocol_class
from tests.service.routes.test_routes_hot import GOOD, Served, running, served

__all__ = ["running", "served"]


class Wire(asyncio.Transport):
    """A connection whose other end is the test."""

    def __init__(self, served: Served) -> None:
        super().__init__()
        app = served.client.app
        hot: HotPredictions = app.hot  # type: ignore[attr-defined]
        kind = protocol_class(5.0, hot)
        config = uvicorn.Config(app, http=kind, ws="none", lifespan="off", log_config=None)  # type: ignore[arg-type]
        config.load()
        state = ServerState()
        state.default_headers = [(b"date", b"today")]
        self.protocol: RepeatingProtocol = kind(config=config, server_state=state, app_state={})  # type: ignore[call-arg]
        self.written = b""
        self.is_closed = False
        self.protocol.connection_made(self)

    def write(self, data: bytes) -> None:  # type: ignore[override]
        self.written += data

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return {"sockname": ("127.0.0.1", 8000), "peername": ("127.0.0.1", 50_000)}.get(name, default)

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass

    def answers(self) -> list[tuple[int, dict[str, str], Any]]:
        """What was written so far: status, headers and document of each whole answer."""
        found, left = [], self.written
        while left:
            head, _, rest = left.partition(b"\r\n\r\n")
            first, *lines = head.decode().split("\r\n")
            headers = dict(line.split(": ", 1) for line in lines)
            length = int(headers["content-length"])
            if len(rest) < length:
                break
            found.append((int(first.split()[1]), headers, json.loads(rest[:length])))
            left = rest[length:]
        return found

    async def until(self, count: int) -> list[tuple[int, dict[str, str], Any]]:
        for _ in range(400):
            if len(found := self.answers()) >= count:
                return found
            await asyncio.sleep(0.005)
        raise AssertionError(f"{len(self.answers())} of {count} answers came")


def request(model: str, body: bytes, *lines: str) -> bytes:
    head = [f"POST /v1/models/{model}/predict HTTP/1.1", "Host: localhost:8000", *lines]
    return (
        "\r\n".join([*head, "content-type: application/json", f"Content-Length: {len(body)}", "", ""]).encode() + body
    )


def plain(found: tuple[int, dict[str, str], Any]) -> tuple[int, dict[str, str], Any]:
    """An answer without what differs between any two."""
    status, headers, document = found
    assert document["request_id"] == headers["x-request-id"]
    return status, {**headers, "x-request-id": "", "content-length": ""}, {**document, "request_id": "", "timing_ms": 0}


def bodies(count: int) -> list[bytes]:
    draw = random.Random(4)
    return [GOOD.replace(b"3.25", b"%d.%d" % (draw.randrange(10), draw.randrange(1_000))) for _ in range(count)]


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each request that was tried without the parser, whether it was answered so."""
    found: list[bool] = []
    original = HotPredictions.again

    def noted(self: HotPredictions, *arguments: Any) -> bool:
        is_sure = original(self, *arguments)
        found.append(is_sure)
        return is_sure

    monkeypatch.setattr(HotPredictions, "again", noted)
    return found


def drive(served: Served, use: Callable[[Wire], Any]) -> Any:
    served.warm("plain")
    served.warm("folds")

    async def run() -> Any:
        return await use(Wire(served))

    return asyncio.run(run())


async def one_by_one(wire: Wire, sent: list[bytes]) -> list[Any]:
    for place, data in enumerate(sent):
        wire.protocol.data_received(data)
        await wire.until(place + 1)
    return [plain(found) for found in wire.answers()]


def test_repeated_requests_get_the_answers_and_headers_of_first_ones(served: Served, again: list[bool]) -> None:
    sent = [request("plain", body) for body in bodies(6)]

    async def alone() -> list[Any]:
        return [(await one_by_one(Wire(served), [data]))[0] for data in sent]

    expected = asyncio.run(alone()) if served.warm("plain") is None else []
    assert again == []
    assert drive(served, lambda wire: one_by_one(wire, sent)) == expected
    assert again == [True] * 5
    assert len({str(answer[2]["predictions"]) for answer in expected}) == 6


def test_a_stream_cut_anywhere_is_answered_in_order(served: Served, again: list[bool]) -> None:
    draw = random.Random(7)
    good = bodies(9)
    sent = [request("plain", body) for body in good[:5]]
    sent += [request("plain", GOOD.replace(b"3.25", b'"x"')), request("folds", good[5]), request("folds", good[6])]
    sent += [request("plain", good[7]), request("plain", good[8], "x-routing-key: a")]
    stream = b"".join(sent)
    ends = list(accumulate(map(len, sent[:-1])))
    expected = drive(served, lambda wire: one_by_one(wire, sent))
    assert [answer[0] for answer in expected] == [200] * 5 + [422] + [200] * 4
    assert [answer[2].get("model") for answer in expected[4:]] == ["plain", None, "folds", "folds", "plain", "plain"]
    ways = []
    for _ in range(25):
        edges = draw.sample(ends, draw.choice([0, len(ends)]))
        cuts = sorted({*edges, *draw.sample(range(1, len(stream)), draw.choice([0, 1, 3, 9, 40]))})
        parts = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
        pause = draw.choice([0, 1])

        async def use(wire: Wire, parts: list[bytes] = parts, pause: int = pause) -> list[Any]:
            for part in parts:
                wire.protocol.data_received(part)
                if pause:
                    await asyncio.sleep(0.002)
            return [plain(found) for found in await wire.until(len(sent))]

        again.clear()
        assert drive(served, use) == expected
        ways.append(sum(again))
    assert max(ways) > min(ways)  # both ways were tried


def test_of_two_requests_that_came_at_once_neither_header_stands_for_the_other(
    served: Served, again: list[bool]
) -> None:
    plain, folds = request("plain", GOOD), request("folds", GOOD)

    async def use(wire: Wire) -> list[str]:
        wire.protocol.data_received(plain + folds)
        await wire.until(2)
        wire.protocol.data_received(plain)  # begins as what came first, and what was read last was the other
        await wire.until(3)
        wire.protocol.data_received(plain + plain)  # known by now, but not alone
        return [document["model"] for _, _, document in await wire.until(5)]

    assert drive(served, use) == ["plain", "folds", "plain", "plain", "plain"]
    assert again == []


def test_a_body_that_comes_after_its_header_is_waited_for(
    served: Served, again: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (request("plain", body) for body in bodies(2))
    cut = second.index(b"\r\n\r\n") + 4

    async def use(wire: Wire) -> list[Any]:
        wire.protocol.data_received(first)
        await wire.until(1)
        wire.protocol.data_received(second[:cut])
        wire.protocol.data_received(second[cut : cut + 9])
        wire.protocol.data_received(second[cut + 9 :])
        await wire.until(2)
        monkeypatch.setattr(protocol_module, "WAIT_SECONDS", 0.02)
        wire.protocol.data_received(second[:cut])
        await asyncio.sleep(0.1)  # the parser has it now
        wire.protocol.data_received(second[cut:])
        return [plain(found) for found in await wire.until(3)]

    answers = drive(served, use)
    assert answers[1] == answers[2]
    assert again == [True]


def test_gathered_repeated_requests_each_get_their_own_answer(served: Served, again: list[bool]) -> None:
    sent = bodies(12)

    async def use(first: Wire) -> None:
        wires = [first, *(Wire(served) for _ in range(11))]
        for wire in wires:
            await one_by_one(wire, [request("plain", GOOD)])
        again.clear()
        for turn in range(3):
            for wire, body in zip(wires, sent, strict=True):  # in one turn of the loop
                wire.protocol.data_received(request("plain", body))
            for wire in wires:
                await wire.until(turn + 2)
        alone = await one_by_one(Wire(served), [request("plain", body) for body in sent])
        for wire, expected in zip(wires, alone, strict=True):
            assert [plain(answer) for answer in wire.answers()[1:]] == [expected] * 3

    drive(served, use)
    assert again[:36] == [True] * 36


def test_what_comes_while_an_answer_is_gathered_waits_its_turn(served: Served) -> None:
    sent = [request("plain", body) for body in bodies(4)]

    async def use(wire: Wire) -> list[Any]:
        other = Wire(served)
        for each in (wire, other):
            await one_by_one(each, [request("plain", GOOD)])
        for data in sent:  # the second is gathered, for the turn before had two; what follows is kept
            other.protocol.data_received(data)
            wire.protocol.data_received(data)
            if data is sent[0]:
                await asyncio.sleep(0)
        await other.until(5)
        return [plain(found) for found in await wire.until(5)][1:]

    assert drive(served, use) == drive(served, lambda wire: one_by_one(wire, sent))


def test_should_scoring_fail_the_ordinary_way_answers(
    served: Served, again: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = [request("plain", GOOD)] * 2

    async def use(wire: Wire) -> list[Any]:
        await one_by_one(wire, sent[:1])
        monkeypatch.setattr(PlainAnswers, "_score", lambda *_: None)
        wire.protocol.data_received(sent[1])
        return [plain(found) for found in await wire.until(2)]

    first, second = drive(served, use)
    assert again == [True]
    assert first == second


@pytest.mark.parametrize("line", ["Connection: close", "X-Request-Id: mine", "Origin: http://localhost:8000"])
def test_such_headers_are_read_each_time(served: Served, again: list[bool], line: str) -> None:
    async def use(wire: Wire) -> None:
        for place in range(1 if line == "Connection: close" else 2):
            wire.protocol.data_received(request("plain", GOOD, line))
            await wire.until(place + 1)

    drive(served, use)
    assert again == []


def test_a_server_that_ends_answers_what_was_begun(served: Served) -> None:
    data = request("plain", GOOD)

    async def use(wire: Wire) -> None:
        await one_by_one(wire, [data])
        wire.protocol.data_received(data[:-5])
        wire.protocol.shutdown()
        assert not wire.is_closed
        wire.protocol.data_received(data[-5:])
        assert (await wire.until(2))[1][0] == 200
        assert wire.is_closed

    drive(served, use)


def test_a_client_that_leaves_in_the_middle_is_forgotten(served: Served) -> None:
    data = request("plain", GOOD)

    async def use(wire: Wire) -> None:
        await one_by_one(wire, [data])
        wire.protocol.data_received(data[:-5])
        wire.protocol.connection_lost(None)
        await asyncio.sleep(0.01)
        assert len(wire.answers()) == 1

    drive(served, use)


def test_a_known_header_does_not_outlive_its_key(
    served: Served, again: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = request("plain", GOOD)

    async def use(wire: Wire) -> None:
        await one_by_one(wire, [data, data])
        monkeypatch.setattr(HotPredictions, "_find", lambda *_: None)  # as for a key that is no longer known to be good
        await asyncio.sleep(0)
        wire.protocol.data_received(data)
        await wire.until(3)

    drive(served, use)
    assert again == [True, False]


class Clock:
    """The loop's clock and timers, as far as an idle connection needs them."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.now = 0.0
        self.timers: list[tuple[float, Callable[[], None]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loop, name)

    def time(self) -> float:
        return self.now

    def call_later(self, seconds: float, run: Callable[[], None]) -> asyncio.TimerHandle:
        self.timers.append((self.now + seconds, run))
        return asyncio.TimerHandle(0.0, run, (), self.loop)


def test_a_connection_is_closed_when_nobody_asks_for_as_long_as_is_allowed_and_no_sooner(
    served: Served, again: list[bool]
) -> None:
    data = request("plain", GOOD)

    async def use(wire: Wire) -> None:
        wire.protocol.timeout_keep_alive = 5
        clock = Clock(wire.protocol.loop)
        wire.protocol.loop = clock  # type: ignore[assignment]
        await one_by_one(wire, [data])
        closing = wire.protocol.timeout_keep_alive_handler
        assert [timer for timer in clock.timers if timer[1] == closing] == [(5.0, closing)]
        clock.now = 4.0
        wire.protocol.data_received(data)
        await wire.until(2)
        clock.now = 5.0
        closing()
        assert not wire.is_closed
        assert clock.timers[-1] == (9.0, closing)
        clock.now = 9.0
        closing()
        assert wire.is_closed

    drive(served, use)
    assert again == [True]


def test_no_timer_closes_a_connection_whose_answer_is_gathered(served: Served) -> None:
    data = request("plain", GOOD)

    async def use(wire: Wire) -> None:
        wires = [wire, Wire(served)]
        for one in wires:
            await one_by_one(one, [data])
        for one in wires:  # the next turn gathers when this one has several
            one.protocol.data_received(data)
        await asyncio.sleep(0)
        for one in wires:
            one.protocol.data_received(data)
        wire.protocol.timeout_keep_alive = 0
        wire.protocol.timeout_keep_alive_handler()
        assert not wire.is_closed
        assert len(await wire.until(3)) == 3

    drive(served, use)
