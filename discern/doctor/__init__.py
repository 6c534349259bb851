"""A watcher for training loops of one's own: `with doctor.watch(model, optimizer) as w:`, then `print(w)`.

Costs torch and the standard library, so that it can be attached anywhere.
"""

from discern.doctor.checks.every import CHECKS, Diagnosis
from discern.doctor.findings import Finding
from discern.doctor.watch import Watch, watch

__all__ = ["CHECKS", "Diagnosis", "Finding", "Watch", "watch"]
