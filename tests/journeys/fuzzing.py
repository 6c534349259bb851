"""Cases for every operation of a described API, sent to the application in this process and judged by fixed checks."""

import copy
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import GenerationConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.transport.serialization import Binary

SEED = 20_250_101
EVERY = slice(None)
MOST_GOOD = 200  # cases that fit, of an operation that answers none of them well

load_all_checks()
NAMES = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "ignored_auth",
)
JUDGES = CHECKS.get_by_names(list(NAMES))
REJECTS = CHECKS.get_one("negative_data_rejection")
FILES = (
    "application/vnd.apache.arrow.stream",
    "application/vnd.apache.parquet",
    "application/x-parquet",
    "application/x-ndjson",
    "application/x-npz",
    "application/zip",
    "image/jpeg",
    "image/png",
)


@schemathesis.serializer(*FILES)
def as_bytes(context: schemathesis.SerializationContext, value: Any) -> bytes:
    """A file's bytes as they are; schemathesis knows CSV itself."""
    return value.data if isinstance(value, Binary) else value if isinstance(value, bytes) else str(value).encode()


_SETTINGS = hypothesis.settings(
    database=None,
    deadline=None,
    phases=[Phase.generate],  # a failure is told as it was found; shrinking would cost minutes for each
    suppress_health_check=list(HealthCheck),
)


def _is_text_on_the_wire(query: Mapping[str, Any] | None) -> bool:
    """Whether the one list of texts in a query holds something else: sent, null or an object's keys are texts as well."""
    values = (query or {}).get("missing_values", [])
    return not isinstance(values, list) or any(not isinstance(value, str) for value in values)


@dataclass
class Tally:
    """What was sent and what came back."""

    cases: Counter[str] = field(default_factory=Counter)
    """Requests by operation; what a check asks in addition is not counted."""
    statuses: Counter[int] = field(default_factory=Counter)
    successes: Counter[str] = field(default_factory=Counter)
    """Answers of 2xx by operation."""
    failures: dict[str, str] = field(default_factory=dict)
    """The first failure of each sort, by operation and check."""


class Fuzzer:
    """Sends cases with a key and keeps count."""

    def __init__(self, app: Any, key: str, *, known: Mapping[str, Sequence[Any]] | None = None):
        """`known` has values that exist, by the name of a parameter or a field, files by their media type, and whole bodies by
        their operation."""
        # Every request has the key, so cases without one would be told of things that were not sent.
        config = schemathesis.Config.from_dict({"generation": {"with-security-parameters": False}})
        self.schema = schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
        self.headers = {"Authorization": f"Bearer {key}"}
        self.known = known or {}
        self.tally = Tally()
        self._real_files: set[str] = set()

    def operations(self) -> list[APIOperation]:
        """Every described operation, those that remove things last."""
        found = [result.ok() for result in self.schema.get_all_operations()]
        order = {"get": 0, "head": 0, "post": 1, "put": 2, "patch": 3, "delete": 4}
        return sorted(found, key=lambda operation: order[operation.method])

    def fuzz(self, operation: APIOperation, *, good: int, bad: int, bounds: slice = EVERY) -> None:
        """Send so many cases that fit the description, so many that do not, and each bound of each field once, or some of them."""
        for case in islice(self._at_bounds(operation), bounds.start, bounds.stop, bounds.step):
            self._send(case)
        for mode, number in ((GenerationMode.POSITIVE, good), (GenerationMode.NEGATIVE, bad)):
            if mode is GenerationMode.NEGATIVE and not (
                operation.body or any(True for _ in operation.iter_parameters())
            ):
                continue
            for case in self._drawn(operation, mode, number):
                self._send(case)
            if mode is GenerationMode.POSITIVE:
                self._insist(operation, number)

    def _insist(self, operation: APIOperation, already: int) -> None:
        """Go on with cases that fit until one is answered well, or `MOST_GOOD` were drawn: which names are hit is chance."""
        if not self.tally.successes[operation.label]:
            for case in islice(self._drawn(operation, GenerationMode.POSITIVE, MOST_GOOD), already, None):
                self._send(case)
                if self.tally.successes[operation.label]:
                    return

    def one(self, operation: APIOperation) -> Case:
        """A case that fits the description."""
        return next(self._drawn(operation, GenerationMode.POSITIVE, 1))

    def _at_bounds(self, operation: APIOperation) -> Iterator[Case]:
        modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
        config = GenerationConfig(modes=modes, with_security_parameters=False)
        yield from self.schema.iter_coverage_cases(operation, generation_modes=modes, generation_config=config)

    def _drawn(self, operation: APIOperation, mode: GenerationMode, number: int) -> Iterator[Case]:
        cases: list[Case] = []

        @hypothesis.seed(SEED)
        @hypothesis.settings(_SETTINGS, max_examples=number)
        @hypothesis.given(operation.as_strategy(mode), st.randoms(use_true_random=False))
        def draw(case: Case, chance: random.Random) -> None:
            if mode is GenerationMode.POSITIVE:
                self._aim_case(case, chance)
            cases.append(case)

        draw()
        yield from cases

    def _aim_case(self, case: Case, chance: random.Random) -> None:
        """Put names of things that exist in three of four places: a random one leads to a 404 at most."""
        for place in (case.path_parameters, case.query, case.body):
            if isinstance(place, dict):
                self._aim(place, chance)
        whole = self.known.get(case.operation.definition.raw.get("operationId", ""))
        if whole is not None and case.media_type == "application/json" and chance.random() < 0.5:
            case.body = copy.deepcopy(chance.choice(whole))
        takes = {parameter.name.lower() for parameter in case.operation.headers}
        if "if-match" in takes and chance.random() < 0.75:
            case.headers = {"if-match": "*"}
        if "upload-offset" in takes and chance.random() < 0.75:
            case.headers = {"Upload-Offset": "0"}
        if case.media_type in self.known and chance.random() < 0.5:
            case.body = Binary(chance.choice(self.known[case.media_type]))
            self._real_files.add(case.id)

    def _aim(self, place: dict[str, Any], chance: random.Random) -> None:
        for name, value in place.items():
            if name in self.known and chance.random() < 0.75:
                place[name] = copy.deepcopy(chance.choice(self.known[name]))
            elif isinstance(value, dict):
                self._aim(value, chance)

    def _send(self, case: Case) -> None:
        label = case.operation.label
        self.tally.cases[label] += 1
        try:
            answer = case.call(headers=self.headers)
        except Exception as error:
            self.tally.failures.setdefault(f"{label}: {type(error).__name__}", repr(error))
            return
        self.tally.statuses[answer.status_code] += 1
        if 200 <= answer.status_code < 300:
            self.tally.successes[label] += 1
        # A real file is no text, by which schemathesis takes it for one that does not fit.
        may_fit = case.id in self._real_files or _is_text_on_the_wire(case.query)
        checks = [judge for judge in JUDGES if not may_fit or judge is not REJECTS]
        try:
            case.validate_response(
                answer, checks=checks, headers=self.headers, transport_kwargs={"headers": self.headers}
            )
        except FailureGroup as group:
            for failure in group.exceptions:
                self.tally.failures.setdefault(f"{label}: {type(failure).__name__}", str(group))
