"""Faults that no config can express: put into a copy of the pipeline, each is caught by the suite or by a finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from classifier.neural.native.compiled import compiled
from tests.diagnosis.mutants import Change, copy_project, mutate, run_all

HEALTHY = "test_a_healthy_run_raises_no_alarm_and_leaves_no_check_out[2]"
HEALTHY_THREE = "test_a_healthy_run_raises_no_alarm_and_leaves_no_check_out[3]"
BY_AUTOGRAD = "test_the_hand_written_gradient_equals_autograd[CrossEntropy(label_smoothing=0.0)-relu]"
EVERY_MUTANT_SECONDS = 250.0  # 30 s on one quiet core


@dataclass(frozen=True)
class Mutation:
    """A fault, and who notices it."""

    changes: Sequence[Change]
    tests: Sequence[str]
    """Of the suite: each of them fails."""
    finding: str | None = None
    """What a run says whose pipeline has the fault."""


BY_TORCH = Change(r"return network if can_run and [^\n]*", "return None")
"""No network is small enough for the native kernel, which has no logits to spoil."""
LOGITS_OF_STEP = r"self\._logits_gradient\((torch\.baddbmm\(bias, x, weight_t\))"

MUTATIONS: Mapping[str, Mutation] = {
    # Heads emit logits.
    "a sigmoid ends the network": Mutation(
        [
            Change(r"(x = x if mask is None else x \* mask\n        )return x", r"\1return torch.sigmoid(x)"),
            Change(LOGITS_OF_STEP, r"self._logits_gradient(\1.sigmoid()"),
            BY_TORCH,
        ],
        ["test_the_network_is_trained_on_logits", "test_sigmoid_and_softmax_exist_in_the_predictor_only", HEALTHY],
        finding="preflight.loss_head_mismatch",
    ),
    "a sigmoid stands before the loss on logits": Mutation(
        [Change(r"(F\.binary_cross_entropy_with_logits\(logits_NC\[:, 0\])", r"\1.sigmoid()")],
        ["test_the_network_is_trained_on_logits", "test_sigmoid_and_softmax_exist_in_the_predictor_only"],
    ),
    "a softmax stands before cross-entropy": Mutation(
        [
            Change(r"F\.cross_entropy\(logits_NC,", "F.cross_entropy(logits_NC.softmax(1),"),
            Change(
                r"log_p_CN = F\.log_softmax\(logits_NC\.T\.contiguous\(\), 0\)",
                "log_p_CN = F.log_softmax(logits_NC.softmax(1).T.contiguous(), 0)",
            ),
        ],
        [
            "test_sigmoid_and_softmax_exist_in_the_predictor_only",
            "test_one_logit_equals_two_logits_of_which_the_first_is_zero[0.0]",
        ],
    ),
    "predictions are rounded before the loss": Mutation(
        [Change(r"return loss\.total\(logits\.float\(\), ", "return loss.total(logits.float().round(), ")],
        [BY_AUTOGRAD],
    ),
    "no gradient comes back from rounded predictions": Mutation(
        [Change(r"(loss_MB, grad = self\._logits_gradient\([^\n]*\n)", r"\1        grad = grad * 0.0\n"), BY_TORCH],
        [BY_AUTOGRAD, HEALTHY],
        finding="evaluation.",
    ),
    # The loss follows from the task.
    "two classes get a softmax and more get one logit": Mutation(
        [Change(r'"bce_with_logits" if num_classes == 2', '"bce_with_logits" if num_classes != 2')],
        [HEALTHY_THREE],
    ),
    "the loss is never divided by the rows of its batch": Mutation(
        [Change(r"torch\.autograd\.backward\(loss_sum / [^\n]*", "torch.autograd.backward(loss_sum)")],
        [BY_AUTOGRAD],
    ),
    # The schedule steps on a declared interval.
    "a schedule of epochs is stepped at every batch": Mutation(
        [Change(r'steps_per_tick = steps_per_epoch if spec\.interval == "epoch" else 1', "steps_per_tick = 1")],
        ["test_an_epoch_interval_changes_the_rate_between_epochs_only"],
    ),
    # The normalizer is fitted on the training split, and saved in the artifact.
    "the encoder is fitted on all rows": Mutation(
        [
            Change(
                r"(fit_encoder\([^)]*?)split\.train",
                r"\1np.sort(np.concatenate([split.train, split.validation, split.test]))",
            )
        ],
        [
            "test_nothing_is_fitted_on_validation_or_test_rows[standard]",
            "test_normalization_is_fitted_on_the_training_rows",
        ],
    ),
    "rows are normalized by their own statistics": Mutation(
        [Change(r"normalize\(x_N, self\.center, self\.scale,", "normalize(x_N, x_N.mean(), x_N.std() or 1.0,")],
        ["test_one_row_a_batch_and_any_order_give_the_same_answer"],
    ),
    "a loaded model does not normalize": Mutation(
        [
            Change(
                r"Member\.of\(member\.encoder, member\.architecture, weights\)\n(\s+for member, weights in zip)",
                r"Member.of(member.encoder.model_copy(update={'columns': [c.model_copy(update={'center': 0.0, 'scale': 1.0})"
                r" for c in member.encoder.columns]}), member.architecture, weights)\n\1",
            )
        ],
        ["test_the_test_split_is_measured_through_the_predictor_of_the_artifact"],
    ),
    # Label and threshold come from one function.
    "labels are the argmax over one output": Mutation(
        [
            Change(
                r"return Predictions\(logits_NC, p_NC, predict_index\(p_NC, threshold\), ",
                "return Predictions(logits_NC, p_NC, logits_NC[:, 1:].argmax(axis=1), ",
            )
        ],
        ["test_a_threshold_moves_labels_and_not_probabilities", HEALTHY],
        finding="evaluation.argmax_of_one_output",
    ),
    "served labels ignore the threshold": Mutation(
        [
            Change(
                r"return Predictions\(logits_NC, p_NC, predict_index\(p_NC, threshold\), ",
                "return Predictions(logits_NC, p_NC, p_NC.argmax(axis=1), ",
            )
        ],
        ["test_a_threshold_moves_labels_and_not_probabilities", HEALTHY],
        finding="evaluation.argmax_of_one_output",
    ),
    "every label ignores the threshold": Mutation(
        [Change(r"if probabilities_NC\.shape\[1\] == 2:", "if probabilities_NC.shape[1] == 1:")],
        ["test_a_probability_at_the_threshold_is_the_second_class", HEALTHY],
        finding="evaluation.argmax_of_one_output",
    ),
    # Measuring adds up sums and counts, and divides once.
    "the validation loss is that of the last part": Mutation(
        [
            Change(
                r"loss_sum \+= (float\(loss\.total\(logits_NK, target_N, weight_N\)\)\n            p_NC)",
                r"loss_sum = \1",
            )
        ],
        ["test_the_loss_over_many_parts_is_that_of_all_rows", HEALTHY],
        finding="evaluation.validation_not_accumulated",
    ),
    "validation stops after the first part": Mutation(
        [Change(r"for start in range\(0, len\(self\), size\):", "for start in [0]:")],
        ["test_the_loss_over_many_parts_is_that_of_all_rows", HEALTHY],
        finding="evaluation.validation_not_accumulated",
    ),
    "units are dropped while measuring": Mutation(
        [Change(r"    model\.eval\(\)\n    (loss_sum, num_right)", r"    \1")],
        ["test_nothing_is_dropped_while_measuring"],
    ),
    # And what follows from these.
    "the last epoch's weights are kept in place of the best": Mutation(
        [Change(r"is_best = before\.epoch == 0 or [^\n]*", "is_best = True")],
        ["test_the_best_epoch_by_validation_loss_is_kept_without_early_stopping_too"],
    ),
    "test rows are trained on": Mutation(
        [Change(r"return Split\(train=np\.sort\(train\),", "return Split(train=np.sort(np.append(train, test)),")],
        ["test_the_parts_are_disjoint_and_hold_every_labelled_row"],
    ),
}


def test_every_fault_in_the_pipeline_is_caught_and_the_copy_without_one_passes(tmp_path: Path) -> None:
    """One test for all: run in parallel, each process would make all mutants for its share of the cases."""
    compiled("float32"), compiled("float64")  # if nobody did yet: each copy then has the code
    every = list(dict.fromkeys(test for mutation in MUTATIONS.values() for test in mutation.tests))
    jobs = [(copy_project(tmp_path / "control"), every)]
    for number, mutation in enumerate(MUTATIONS.values()):
        mutant = copy_project(tmp_path / str(number))
        mutate(mutant, mutation.changes)
        jobs.append((mutant, list(mutation.tests)))

    control, *outcomes = run_all(jobs, timeout_seconds=EVERY_MUTANT_SECONDS)

    assert control.passed, control.output
    for (name, mutation), outcome in zip(MUTATIONS.items(), outcomes, strict=True):
        for test in mutation.tests:
            assert outcome.failed(test), f"{name} is not caught by {test}:\n{outcome.output}"
        assert mutation.finding is None or f"'{mutation.finding}" in outcome.output, f"{name}:\n{outcome.output}"


def test_a_change_that_fits_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "classifier").mkdir()
    (tmp_path / "classifier" / "one.py").write_text("a = 1\n")

    with pytest.raises(ValueError, match="fits 0 times"):
        mutate(tmp_path, [Change("b = 1", "b = 2")])
    with pytest.raises(ValueError, match="changes nothing"):
        mutate(tmp_path, [Change("a = 1", "a = 1")])
