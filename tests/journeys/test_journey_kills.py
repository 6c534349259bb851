"""Worker, child, fork server killed, stopped or frozen: the job goes on from its checkpoint and ends once, the same."""

import os
import signal
import time
from collections.abc import Callable

import pytest

from store.blobs import open_blobs
from tests.journeys.look import epochs, job_row, version_of, weights_of
from tests.journeys.processes import Started, crowding, is_gone, until
from tests.journeys.stack import Stack
from tests.journeys.tables import ENDLESS, QUICK, cloud_rows, csv_of, spec

SEVERAL_SECONDS = spec(60, batch_size=2)  # 1 s on a quiet machine, 4 s and more on a busy one
LONGER_THAN_THE_WATCHDOG = spec(350, batch_size=2)  # 6 s on a quiet machine; the watchdog takes 2.1
CANCEL_SECONDS = 2.0  # the promise: this long after the request the child is gone


@pytest.fixture(scope="module")
def dataset(shared_stack: Stack) -> str:
    """A table that every test of this file trains on."""
    shared_stack.worker()
    return str(shared_stack.upload(csv_of(cloud_rows(600)))["id"])


@pytest.fixture(scope="module")
def unbroken(shared_stack: Stack, dataset: str) -> str:
    """SHA-256 of the weights of a run that nobody disturbed."""
    shared_stack.worker()
    job_id = shared_stack.train(dataset, SEVERAL_SECONDS, "unbroken")
    result = shared_stack.ended(job_id, "succeeded")["result"]
    print(f"the unbroken run took {result['seconds']} s")
    return weights_of(shared_stack, job_id)


def ended_once(stack: Stack, job_id: str, *, attempts: int) -> None:
    """The job succeeded in its last attempt, was told so once, and has each epoch once."""
    job = stack.ended(job_id, "succeeded")
    assert job["attempt"] == attempts
    assert len(stack.events(job_id, "done")) == 1
    assert version_of(stack, job_id).version >= 1
    stored = epochs(stack, job_id)
    config = job["resolved_config"]
    of_each = range(config["training"]["epochs"] + 1)
    members = range((config["split"]["folds"] or 1) * config["training"]["num_seeds"])
    assert [(member, epoch) for member, epoch, _ in stored] == [
        (member, epoch) for member in members for epoch in of_each
    ]
    for member in members:
        told = [attempt for own, _, attempt in stored if own == member]
        assert told == sorted(told)  # an attempt goes on where the one before it stopped
    assert stored[0][2] == 1  # from the checkpoint, not from the start


def wait_for_checkpoint_of(stack: Stack, job_id: str, attempt: int) -> None:
    """Until this attempt itself has written a checkpoint."""

    def written() -> bool:
        events = stack.events(job_id)
        begun = [
            event["id"] for event in events if event["data"].get("attempt") == attempt and event["type"] == "state"
        ]
        return bool(begun) and any(event["type"] == "checkpoint" and event["id"] > begun[0] for event in events)

    stack.when(job_id, lambda job: written(), f"a checkpoint of attempt {attempt}")


def test_a_killed_fork_server_costs_an_attempt_and_not_the_worker(stack: Stack, dataset: str, unbroken: str) -> None:
    worker = stack.worker()
    job_id = stack.train(dataset, SEVERAL_SECONDS)
    wait_for_checkpoint_of(stack, job_id, 1)

    kill_one(lambda: stack.children(worker).get("server"))

    ended_once(stack, job_id, attempts=2)
    assert weights_of(stack, job_id) == unbroken
    assert worker.alive


@pytest.mark.alone
def test_a_cancelled_jobs_child_is_gone_within_two_seconds_and_the_next_job_starts(stack: Stack, dataset: str) -> None:
    worker = stack.worker()
    running, queued = stack.train(dataset, ENDLESS), stack.train(dataset, ENDLESS)
    after = stack.train(dataset, QUICK)
    wait_for_checkpoint_of(stack, running, 1)
    child = stack.children(worker)["job"]
    assert stack.json("POST", f"/v1/jobs/{queued}/cancel", 202)["status"] == "cancelled"

    crowded, asked = crowding(), time.monotonic()
    assert stack.json("POST", f"/v1/training-jobs/{running}/cancel", 202)["status"] == "cancelling"
    until(lambda: is_gone(child), "the cancelled child")
    seconds = time.monotonic() - asked

    print(f"the child was gone {seconds:.2f} s after the request, on a machine that is crowded {crowded:.1f} times")
    assert seconds <= CANCEL_SECONDS * crowded
    assert stack.ended(running)["status"] == "cancelled"
    checkpoint = job_row(stack, running).checkpoint
    assert checkpoint is not None
    open_blobs(stack.data).verify(checkpoint["sha256"])
    stack.ended(after, "succeeded")
    assert stack.ended(queued)["attempt"] == 0
    assert stack.json("POST", f"/v1/training-jobs/{running}/cancel", 409)["code"] == "job_terminal"


def test_a_job_cancelled_at_once_is_cancelled_wherever_it_was(stack: Stack, dataset: str) -> None:
    stack.worker()
    jobs = []
    for _ in range(4):
        job_id = stack.train(dataset, ENDLESS)
        stack.when(job_id, lambda job: job["status"] != "queued", "its claim")  # its child is only being started
        stack.json("POST", f"/v1/training-jobs/{job_id}/cancel", 202)
        jobs.append(job_id)
    last = stack.train(dataset, QUICK)

    assert [stack.ended(job_id)["status"] for job_id in jobs] == ["cancelled"] * 4
    stack.ended(last, "succeeded")


def test_a_job_that_kills_its_process_three_times_fails_and_the_others_go_on(stack: Stack, dataset: str) -> None:
    worker = stack.worker()
    poison, other = stack.train(dataset, ENDLESS), stack.train(dataset, QUICK)
    killed: list[int] = []

    for attempt in (1, 2, 3):
        stack.when(poison, lambda job, n=attempt: job["attempt"] == n and job["status"] == "running", "its attempt")  # type: ignore[misc]
        killed.append(kill_one(lambda: new_child(stack, worker, killed)))

    failed = stack.ended(poison, "failed")
    assert (failed["error"]["code"], failed["attempt"]) == ("worker_lost", 3)
    stack.ended(other, "succeeded")
    assert worker.alive


def test_a_job_whose_worker_and_then_whose_child_is_killed_ends_with_the_same_weights(
    stack: Stack, dataset: str, unbroken: str
) -> None:
    first = stack.worker()
    job_id = stack.train(dataset, SEVERAL_SECONDS)
    wait_for_checkpoint_of(stack, job_id, 1)
    child = stack.children(first)["job"]
    first.kill()
    until(lambda: is_gone(child), "the killed worker's child")

    second = stack.start_worker()
    wait_for_checkpoint_of(stack, job_id, 2)
    kill_one(lambda: stack.children(second).get("job"))

    ended_once(stack, job_id, attempts=3)
    assert weights_of(stack, job_id) == unbroken


def test_a_killed_run_of_folds_goes_on_in_the_fold_where_it_was(stack: Stack, dataset: str) -> None:
    worker = stack.worker()
    folds = {**spec(40, batch_size=2), "split": {"folds": 3}}
    undisturbed = stack.train(dataset, folds, "folds")
    stack.ended(undisturbed, "succeeded")

    job_id = stack.train(dataset, folds)
    stack.when(job_id, lambda job: (job["progress"]["member"] or 0) >= 1, "its second fold")
    wait_for_checkpoint_of(stack, job_id, 1)
    kill_one(lambda: stack.children(worker).get("job"))

    ended_once(stack, job_id, attempts=2)
    assert weights_of(stack, job_id) == weights_of(stack, undisturbed)


def test_a_worker_that_is_asked_to_stop_gives_its_job_back_without_a_crash(
    stack: Stack, dataset: str, unbroken: str
) -> None:
    worker = stack.worker()
    job_id = stack.train(dataset, SEVERAL_SECONDS)
    wait_for_checkpoint_of(stack, job_id, 1)

    assert worker.stop() == 0

    given_back = job_row(stack, job_id)
    assert (given_back.status, given_back.crashes, given_back.worker_id) == ("queued", 0, None)
    assert given_back.checkpoint is not None
    stack.start_worker()
    ended_once(stack, job_id, attempts=2)
    assert weights_of(stack, job_id) == unbroken


def test_a_frozen_workers_child_stops_before_another_worker_begins(stack: Stack, dataset: str) -> None:
    stack.worker()
    stack.start_worker()
    job_id = stack.train(dataset, LONGER_THAN_THE_WATCHDOG)
    wait_for_checkpoint_of(stack, job_id, 1)
    frozen = stack.holder(job_id)
    child = stack.children(frozen)["job"]

    stack.freeze(frozen)
    stack.when(job_id, lambda job: job["attempt"] == 2, "the take-over")
    assert is_gone(child)
    frozen.send(signal.SIGCONT)

    assert frozen.process.wait(30) == 75  # it finds its lease gone
    ended_once(stack, job_id, attempts=2)
    events = stack.events(job_id)
    taken = next(event["id"] for event in events if event["data"].get("attempt") == 2)
    assert [e for e in events if e["id"] > taken and e["data"].get("attempt") == 1] == []


def test_a_fork_server_killed_while_it_starts_loses_no_job(stack: Stack, dataset: str) -> None:
    stack.worker().kill()
    worker = stack.start_worker(wait=False)
    job_id = stack.train(dataset, QUICK)

    kill_one(lambda: stack.children(worker).get("server") if stack.job(job_id)["status"] == "running" else None)

    assert stack.ended(job_id, "succeeded")["attempt"] <= 2


def new_child(stack: Stack, worker: Started, killed: list[int]) -> int | None:
    child = stack.children(worker).get("job")
    return None if child in killed else child


def kill_one(find: Callable[[], int | None]) -> int:
    """SIGKILL for the process that `find` names, as soon as it names one; its id."""
    pid = until(find, "a process to kill")
    os.kill(pid, signal.SIGKILL)
    return pid
