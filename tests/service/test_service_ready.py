"""Waiting with a deadline that costs nothing when there is nothing to wait for."""

import asyncio

import pytest

from service.limits.ready import within


def test_what_is_ready_comes_without_a_turn_of_the_loop() -> None:
    async def ready() -> int:
        return 7

    coroutine = within(0.0, ready)
    with pytest.raises(StopIteration) as ended:
        coroutine.send(None)
    assert ended.value.value == 7


def test_what_comes_in_time_is_waited_for_in_any_number_of_steps() -> None:
    async def slow() -> int:
        event = asyncio.Event()
        asyncio.get_running_loop().call_later(0.01, event.set)
        await event.wait()
        await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        return 8

    assert asyncio.run(within(5.0, slow)) == 8


def test_what_comes_too_late_is_cancelled_and_may_be_asked_again() -> None:
    async def ask_twice() -> tuple[bool, str]:
        event, cancelled = asyncio.Event(), False

        async def receive() -> str:
            nonlocal cancelled
            try:
                await event.wait()
            except asyncio.CancelledError:
                cancelled = True
                raise
            return "here"

        with pytest.raises(TimeoutError):
            await within(0.01, receive)
        event.set()
        return cancelled, await within(0.01, receive)

    assert asyncio.run(ask_twice()) == (True, "here")


def test_an_error_after_the_wait_is_the_callers() -> None:
    async def failing() -> None:
        await asyncio.sleep(0)
        raise KeyError("gone")

    with pytest.raises(KeyError):
        asyncio.run(within(1.0, failing))
