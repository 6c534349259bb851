"""What a run's checks gave: findings as they arise, and for every check whether it passed or why it was not made."""

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from classifier.errors import DomainError, Fault, StoppedByFinding
from classifier.findings.catalogue import loop
from classifier.findings.catalogue.kinds import KINDS
from classifier.spec.diagnosis import OnErrorSpec
from classifier.spec.finding import Diagnosis, Finding, SkippedCheck

NOT_REACHED = "The run ended before this check."


@dataclass(frozen=True)
class Skip:
    """A check that cannot be made here, and why: one sentence."""

    reason: str


Outcome = Finding | Sequence[Finding] | Skip | None
"""What a check gives: what it found, why it was not made, or None when all is well."""

Checked = Iterable[tuple[str, Outcome]]
"""Checks by code. A check may speak under its own code only."""

EXPECTED = ("data", "preflight", "step0", "training", "evaluation")
"""Phases that a whole training run goes through."""


class Ledger:
    """Collects outcomes; a check that is made several times passes when it never finds anything.

    >>> ledger = Ledger()
    >>> ledger.take([("data.missing", None), ("data.rare_class", Skip("The target is unknown."))])
    >>> ledger.report(["data.missing", "data.rare_class"]).checks_passed
    ['data.missing']
    """

    def __init__(
        self,
        tell: Callable[[Finding], None] = lambda finding: None,
        *,
        on_error: OnErrorSpec | None = None,
        before: Diagnosis | None = None,
        strict: bool = False,
    ) -> None:
        """`tell` hears of each finding once, when it arises. `before`: what an earlier attempt of the run had found.
        `strict` lets the bug of a check rise, as tests want it."""
        self._strict = strict
        self._tell, self._on_error = tell, on_error or OnErrorSpec()
        self._findings: dict[str, Finding] = {}
        self._made: set[str] = set()
        self._skipped: dict[str, str] = {}
        if before is not None:
            self._findings = {finding.id: finding for finding in before.findings}
            self._made = {*before.checks_passed, *(finding.code for finding in before.findings)}
            # Not what it had not come to: this attempt may, and then has a reason of its own.
            self._skipped = {
                skipped.code: skipped.reason for skipped in before.checks_skipped if skipped.reason != NOT_REACHED
            }

    @property
    def findings(self) -> list[Finding]:
        """So far, in the order in which they arose."""
        return list(self._findings.values())

    def take(self, checked: Checked) -> None:
        """Note outcomes. Raises: `StoppedByFinding` at a finding at which the spec wants the run to stop."""
        for code, outcome in checked:
            if isinstance(outcome, Skip):
                self._skipped.setdefault(code, outcome.reason)
                continue
            self._made.add(code)
            if outcome is None:
                continue
            for finding in [outcome] if isinstance(outcome, Finding) else outcome:
                if finding.code != code:
                    raise ValueError(f"the check {code} spoke as {finding.code}")
                self._found(finding)

    def go_on(self) -> None:
        """Raises: `StoppedByFinding` when an earlier attempt had found what the spec stops at, and was killed just then."""
        for finding in self.findings:
            self._stop_at(finding)

    def adopt(self, earlier: Diagnosis) -> None:
        """Note what was found elsewhere, as by the profile of the run's dataset. Raises: as `take`."""
        self.take((finding.code, finding) for finding in earlier.findings)
        self.take((code, None) for code in earlier.checks_passed)
        self.take((skipped.code, Skip(skipped.reason)) for skipped in earlier.checks_skipped)

    def skip(self, codes: Iterable[str], reason: str) -> None:
        """None of these was made."""
        self.take((code, Skip(reason)) for code in codes)

    @contextlib.contextmanager
    def guard(self, *phases: str) -> Iterator[None]:
        """Inside, the bug of a check is logged and leaves the checks of `phases` skipped: it must cost nobody a model."""
        try:
            yield
        except (DomainError, MemoryError):
            raise
        except Exception as error:
            if self._strict:
                raise
            logging.getLogger(__name__).exception("a check of %s failed by a bug", " and ".join(phases))
            self.skip(
                codes_of(*phases), f"A check failed by a bug of ours ({type(error).__name__}); the log has its trace."
            )

    def report(self, codes: Iterable[str] | None = None) -> Diagnosis:
        """Of these checks, those of a whole run unless said otherwise; one that nothing is known of was not reached."""
        expected = run_codes() if codes is None else list(codes)
        found = {finding.code for finding in self._findings.values()}
        every = [*expected, *sorted((self._made | self._skipped.keys()) - set(expected))]
        return Diagnosis(
            findings=self.findings,
            checks_passed=[code for code in every if code in self._made and code not in found],
            checks_skipped=[
                SkippedCheck(code=code, reason=self._skipped.get(code, NOT_REACHED))
                for code in every
                if code not in self._made and code not in found
            ],
        )

    def _found(self, finding: Finding) -> None:
        if finding.id in self._findings:
            return
        self._findings[finding.id] = finding
        self._tell(finding)
        self._stop_at(finding)

    def _stop_at(self, finding: Finding) -> None:
        if self._on_error.action(finding.severity) == "stop":
            raise StoppedByFinding(
                f"{finding.title}. The run stops there, as diagnosis.on_error.{finding.severity} asks.",
                faults=[Fault(code=finding.code, message=finding.title, column=finding.column)],
                hint=finding.suggestion,
                finding=finding.code,
            )


def run_codes() -> list[str]:
    """The checks of a whole training run."""
    return codes_of(*EXPECTED)


def codes_of(*phases: str) -> list[str]:
    """The checks of these phases."""
    return [kind.code for kind in KINDS.values() if kind.phase in phases and kind.code not in loop.ONLY]
