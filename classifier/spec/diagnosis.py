"""What a training run is checked for, and what happens when a check finds something."""

from typing import Literal

from pydantic import Field

from classifier.spec.base import Spec

Action = Literal["stop", "continue"]


class OnErrorSpec(Spec):
    """Whether a run goes on after a finding, by the finding's severity; one of severity info never stops a run."""

    warning: Action = "continue"
    """What a finding of severity `warning` does to the run."""
    error: Action = "continue"
    """`stop` ends the job as failed with the code `stopped_by_finding`; what was found and measured until then stays."""

    def action(self, severity: str) -> Action:
        """What a finding of this severity does.

        >>> OnErrorSpec(error="stop").action("error")
        'stop'
        """
        return {"warning": self.warning, "error": self.error}.get(severity, "continue")


class DiagnosisSpec(Spec):
    """The checks of a run."""

    enabled: bool = True
    """False makes no checks; the run's report then lists every one as skipped."""
    on_error: OnErrorSpec = OnErrorSpec()
    """What findings do to the run while it goes on."""
    probe_seconds: float = Field(default=2.0, ge=0.0, le=600.0)
    """Most seconds that a preflight may spend on learning one small batch by heart; 0 leaves that check out."""
