"""One column that gives the label away: alone it tells more than all others together."""

# Axes: N sampled rows, D columns, B bins, L levels, C classes.
import numpy as np
import numpy.typing as npt
from pydantic import JsonValue

from classifier.findings.data.probe import Int64s, Probe
from classifier.findings.data.without import without
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.spec.finding import Finding, Severity
from classifier.spec.table import ColumnKind

CODE = "data.leak_single_feature"
NUM_BINS = 64
MAX_TRIED = 8  # columns that a first look finds telling; each costs a tree of 3 ms, a telling one a forest
FIRST_LOOK = 0.7  # skill inside the bins, on the very rows that were counted
# A column of many values may be a measurement that decides: jasmine's minor axis has a skill of 0.944 alone, iris's petal
# width 0.940 (the others are as good without them). A leak is y plus noise of 0.1: 0.96 to 1.0.
SKILL, TIMES_WORSE = 0.95, 3.0
# A column of few values, many rows each, that agrees with the label so far is a copy of it, or what was decided after it
# ("refunded"): with one row in twenty wrong it has a skill of 0.79 in credit_status, 0.9 where classes are even. Natural
# ones stay under 0.45 (sex on the Titanic).
SKILL_OF_LEVELS, TIMES_WORSE_OF_LEVELS, ROWS_A_LEVEL = 0.75, 2.0, 10
MOST_NUMBERS = 10  # or classes: iris's petal width has 22 values and is a measurement still
MORE_ERRORS, MORE_ERRORS_OF_LEVELS = 8, 4  # of the others, in rows: fewer are chance, or a difference that nobody minds
# Where the others know nothing at all, a measurement may simply be the only one that matters (y = x0 > 0 beside four
# columns of noise): told, but not called a fault.
NOTHING_KNOWN = 0.1
FEW_FEATURES = (
    5  # so it is with few columns: of two clouds in three dimensions one often parts them better than the others
)


def leaks(probe: Probe) -> Outcome:
    """Findings for the columns that give the label away, or why they were not looked for."""
    if probe.task.is_whole:
        return Skip("The label is learnt from one sequence or image: there is no other column to compare it with.")
    if len(probe.task.features) < 2:
        return Skip("There is one feature only: no other column to compare it with.")
    if probe.why_not is not None:
        return Skip(probe.why_not)
    found: list[tuple[str, dict[str, JsonValue], bool]] = []
    for name in telling(probe):
        rank_N = probe.column(name)
        levels, one_to_one = _levels(probe, name)
        alone = probe.error(probe.alone(name))
        skill = probe.skill(alone)
        if skill < (SKILL_OF_LEVELS if levels else SKILL):
            continue
        rest = probe.error(probe.without(name))
        more, times = (MORE_ERRORS_OF_LEVELS, TIMES_WORSE_OF_LEVELS) if levels else (MORE_ERRORS, TIMES_WORSE)
        if not one_to_one and rest - alone < max(more / len(rank_N), (times - 1) * alone):
            continue
        evidence: dict[str, JsonValue] = {
            "error_alone": alone,
            "error_of_others": rest,
            "skill_alone": skill,
            "skill_of_others": probe.skill(rest),
            "accuracy_alone": 1 - alone,
            "accuracy_of_others": 1 - rest,
            "num_levels": levels,
            "one_to_one": one_to_one,
            "num_rows_probed": len(rank_N),
        }
        many = len(probe.task.features) >= FEW_FEATURES
        sure = bool(levels) or (many and probe.skill(rest) >= NOTHING_KNOWN)
        found.append((name, evidence, sure))
    leaking = [name for name, _, sure in found if sure]
    return [_finding(probe, name, evidence, sure, leaking) for name, evidence, sure in found] or None


def _finding(probe: Probe, name: str, evidence: dict[str, JsonValue], sure: bool, leaking: list[str]) -> Finding:
    fix = without(probe.task.features, leaking) if sure else None
    return make(CODE, evidence, column=name, severity=Severity.warning if sure else Severity.info, fix=fix)


def telling(probe: Probe) -> list[str]:
    """The few columns that tell most at a first look, the best first; times are another check's."""
    x_ND, y_N, num_classes = probe.x_ND, probe.y_N, len(probe.task.classes)
    times = set(probe.task.datetimes)
    skill_D = np.array([probe.skill(_error_in_bins(x_ND[:, at], y_N, num_classes)) for at in range(x_ND.shape[1])])
    best = [at for at in np.argsort(-skill_D, kind="stable") if skill_D[at] >= FIRST_LOOK]
    names = [probe.task.features[at] for at in best]
    return [name for name in names if name not in times][:MAX_TRIED]


def _error_in_bins(rank_N: npt.NDArray[np.float32], y_N: Int64s, num_classes: int) -> float:
    """Share of the rows that are not of the commonest class of their bin of values."""
    value, bin_N = np.unique(rank_N, return_inverse=True)
    if len(value) > NUM_BINS:
        place_N = np.searchsorted(np.sort(rank_N), rank_N)  # equal values share a bin
        bin_N = place_N * NUM_BINS // len(rank_N)
    count_BC = np.bincount(bin_N * num_classes + y_N, minlength=(int(bin_N.max()) + 1) * num_classes)
    return 1 - float(count_BC.reshape(-1, num_classes).max(axis=1).sum()) / len(y_N)


def _levels(probe: Probe, name: str) -> tuple[int | None, bool]:
    """How many values a column of few has, else None; and whether each stands for one class, and each class for one."""
    rank_N, y_N = probe.column(name), probe.y_N
    value, level_N = np.unique(rank_N, return_inverse=True)
    is_number = any(c.name == name and c.kind is ColumnKind.numeric for c in probe.task.columns)
    most = max(MOST_NUMBERS, len(probe.task.classes)) if is_number else NUM_BINS
    if len(value) * ROWS_A_LEVEL > len(rank_N) or len(value) > most:
        return None, False
    pairs = len(np.unique(level_N * (int(y_N.max()) + 1) + y_N))
    return len(value), pairs == len(value) == len(np.unique(y_N))
