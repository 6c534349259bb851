"""The far side of a race: reads jobs, does each in a forked child of its own, answers with one line of JSON for each.

Runs in either environment. Modules are imported before the first fork, so that their seconds are nobody's; a child starts
with the memory of a fresh process and has its threads for itself.
"""

import json
import os
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

Answer = dict[str, Any]
Work = Callable[..., Answer]


def serve(prepare: Callable[[], None], work: Work) -> None:
    """Answer the lines of standard input until it ends; a job is the keywords of `work`, and `limit` in seconds."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    prepare()
    for line in sys.stdin:
        job = json.loads(line)
        answers.write(json.dumps(_in_a_child(work, job, job.pop("limit"))) + "\n")
        answers.flush()


def _in_a_child(work: Work, job: dict[str, Any], limit: float) -> Answer:
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(work, job, sender))
    child.start()
    sender.close()
    try:
        answer: Answer = receiver.recv() if receiver.poll(limit) else {"error": f"not done after {limit:g} s"}
    except EOFError:
        answer = {"error": "the process ended without a word"}
    if "error" in answer:
        child.kill()
    child.join()
    return answer


def _answer(work: Work, job: dict[str, Any], sender: Connection) -> None:
    try:
        sender.send(work(**job))
    except Exception as error:  # whatever it is: it is the peer's result
        sender.send({"error": f"{type(error).__name__}: {error}"[:300]})
