"""A watch changes no number, hides no error, leaves nothing behind, and says what it could not see."""

# Axes: N rows, D columns.
import logging
import pickle
from contextlib import nullcontext
from copy import deepcopy
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional
from torch.overrides import TorchFunctionMode, _get_current_function_mode
from torch.utils._device import DeviceContext

from discern import doctor
from discern.doctor import Watch


def a_model(*last: nn.Module, outputs: int = 2) -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(0.2), nn.Linear(8, outputs), *last)


def rows() -> tuple[torch.Tensor, torch.Tensor]:
    x_ND = torch.randn(96, 4, generator=torch.Generator().manual_seed(1))
    return x_ND, (x_ND[:, 0] > 0).long()


def fit(
    model: nn.Module, optimizer: torch.optim.Optimizer, epochs: int = 3, criterion: Any = functional.cross_entropy
) -> list[float]:
    x_ND, y_N = rows()
    losses = []
    for _ in range(epochs):
        model.train()
        for i in range(0, 96, 8):
            optimizer.zero_grad()
            loss = criterion(model(x_ND[i : i + 8]), y_N[i : i + 8])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        model.eval()
        with torch.no_grad():
            losses.append(sum(criterion(model(x_ND[i : i + 24]), y_N[i : i + 24]).item() for i in range(0, 96, 24)))
    return losses


@pytest.mark.parametrize("kind", ["mlp", "attention"])
def test_weights_and_losses_are_the_same_bit_for_bit_with_a_watch_and_without(kind: str) -> None:
    def trained(*, watched: bool) -> tuple[list[float], list[torch.Tensor]]:
        model: nn.Module = a_model()
        if kind == "attention":
            layer = nn.TransformerEncoderLayer(4, 2, 8, batch_first=True)
            model = nn.Sequential(nn.Unflatten(1, (1, 4)), layer, nn.Flatten(), nn.Linear(4, 2))
        optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
        torch.manual_seed(7)
        with doctor.watch(model, optimizer, live=True) if watched else nullcontext():
            losses = fit(model, optimizer)
        return losses, list(model.parameters())

    plain_losses, plain = trained(watched=False)
    torch.manual_seed(0)
    losses, weights = trained(watched=True)

    assert losses == plain_losses
    assert all(torch.equal(a, b) for a, b in zip(weights, plain, strict=True))


def test_an_error_of_the_loop_passes_and_what_was_found_stays() -> None:
    model = a_model(nn.Softmax(dim=1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    def failing() -> None:
        fit(model, optimizer, epochs=1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), doctor.watch(model, optimizer) as w:
        failing()

    assert [finding.code for finding in w.findings] == ["preflight.loss_head_mismatch"]
    assert "ZeroDivisionError" in w.report()


def test_a_loss_that_no_gradient_can_leave_is_named_although_backward_raises() -> None:
    model = a_model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x_ND, y_N = rows()

    with pytest.raises(RuntimeError, match="does not require grad"), doctor.watch(model, optimizer) as w:
        functional.mse_loss(model(x_ND).argmax(dim=1).float(), y_N.float()).backward()

    [found] = w.findings
    assert (found.code, found.evidence["cause"]) == ("training.zero_gradient", "no_history")


def test_hooks_can_be_put_on_and_taken_off_by_hand_and_nothing_is_left_behind() -> None:
    model = a_model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    w = doctor.Watch(model, optimizer)
    w.attach()
    w.attach()
    fit(model, optimizer)
    w.detach()
    seen = w.notes.gradients.num_steps
    fit(model, optimizer)

    assert seen == w.notes.gradients.num_steps == 36
    assert not model._forward_hooks
    assert not model._forward_pre_hooks
    assert not optimizer._optimizer_step_pre_hooks
    assert not optimizer._optimizer_step_post_hooks
    assert not any(p._backward_hooks or p._post_accumulate_grad_hooks for p in model.parameters())
    assert _get_current_function_mode() is None


def test_a_function_mode_of_the_loop_is_left_alone() -> None:
    model = a_model(nn.Softmax(dim=1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x_ND, y_N = rows()

    with doctor.watch(model, optimizer):
        for _ in range(4):
            with torch.device("cpu"):  # a TorchFunctionMode
                output_NK = model(x_ND)
            assert torch.get_default_device() == torch.device("cpu")
            assert not isinstance(_get_current_function_mode(), DeviceContext)
            functional.cross_entropy(output_NK, y_N).backward()
            optimizer.step()

    assert _get_current_function_mode() is None


def test_a_mode_around_the_watch_takes_nothing_from_it() -> None:
    class Counting(TorchFunctionMode):
        def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            return func(*args, **(kwargs or {}))

    model = a_model(nn.Softmax(dim=1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    with Counting(), doctor.watch(model, optimizer) as w:
        fit(model, optimizer)

    assert [finding.code for finding in w.findings] == ["preflight.loss_head_mismatch"]


def test_a_live_watch_says_each_finding_once(caplog: pytest.LogCaptureFixture) -> None:
    model = a_model(nn.Softmax(dim=1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    with caplog.at_level(logging.WARNING, "discern.doctor"), doctor.watch(model, optimizer, live=True):
        fit(model, optimizer)

    [message] = caplog.messages
    assert message.startswith("preflight.loss_head_mismatch: cross_entropy expects logits")


def test_silence_is_no_pass() -> None:
    model = a_model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    with doctor.watch(model, optimizer) as w:
        pass

    assert w.findings == []
    assert w.checks_passed == []
    assert set(w.checks_skipped) == set(doctor.CHECKS)
    assert all(reason.endswith(".") for reason in w.checks_skipped.values())


def test_a_fault_of_the_doctor_is_told_and_never_reaches_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    model = a_model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    w = doctor.Watch(model, optimizer)

    def broken(*_: object) -> None:
        raise KeyError("oh")

    monkeypatch.setattr(w._observer, "_look_at_inputs", broken)
    with w:
        fit(model, optimizer, epochs=1)

    assert "KeyError: 'oh'" in str(w)


def validated(report: str) -> Watch:
    model = a_model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x_ND, y_N = rows()
    with doctor.watch(model, optimizer) as w:
        fit(model, optimizer, epochs=1)  # evaluates too: another evaluation may come before the one that is told
        with torch.no_grad():
            losses = [
                functional.cross_entropy(model(x_ND[i : i + 24]), y_N[i : i + 24]).item() for i in range(0, 96, 24)
            ]
        w.validation({"mean": sum(losses) / 4, "sum": sum(losses), "last": losses[-1], "other": 12.0}[report])
    return w


def test_a_reported_mean_or_sum_passes_the_last_one_is_found_and_another_number_is_not_judged() -> None:
    code = "evaluation.validation_not_accumulated"

    assert code in validated("mean").checks_passed
    assert code in validated("sum").checks_passed
    assert code in validated("other").checks_skipped
    [found] = validated("last").findings
    assert found.code == code
    assert found.evidence["reported"] == pytest.approx(found.evidence["last"])
    assert found.evidence["mean"] != pytest.approx(found.evidence["last"], rel=1e-2)


def test_a_loss_that_went_bad_and_inputs_that_are_no_numbers_are_named() -> None:
    model = a_model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x_ND, y_N = rows()

    with doctor.watch(model, optimizer) as w:
        for _ in range(3):
            functional.cross_entropy(model(x_ND * float("nan")), y_N).backward()
            optimizer.step()
    assert "step0.nonfinite" in [finding.code for finding in w.findings]

    with doctor.watch(model, optimizer) as w:  # its weights are spoilt by now
        fit(model, optimizer, epochs=1)
    [found] = [finding for finding in w.findings if finding.code == "step0.nonfinite"]
    assert found.evidence["where"] == "loss"


def test_a_rate_of_zero_is_named() -> None:
    model = a_model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)

    with doctor.watch(model, optimizer) as w:
        fit(model, optimizer, epochs=1)

    assert [finding.code for finding in w.findings] == ["training.learning_rate_zero"]
    assert "training.weights_frozen" in w.checks_skipped


def test_a_copy_or_a_pickle_of_the_model_is_not_watched() -> None:
    model = a_model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x_ND, _ = rows()

    with doctor.watch(model, optimizer) as w:
        fit(model, optimizer, epochs=1)
        seen = w.notes.num_batches
        for copy in (deepcopy(model), pickle.loads(pickle.dumps(model))):
            copy.train()(x_ND)
        deepcopy(optimizer)

    assert w.notes.num_batches == seen
    assert w.notes.failures == {}


def test_discriminators_teachers_and_penalties_are_no_mistakes() -> None:
    """Losses that take probabilities by design, or that are added to another."""
    model, teacher = a_model(), a_model()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    x_ND, y_N = rows()

    with doctor.watch(model, optimizer) as w:
        for _ in range(12):
            for i in range(0, 96, 16):
                logits_NK = model(x_ND[i : i + 16])
                with torch.no_grad():
                    target_NK = teacher(x_ND[i : i + 16]).softmax(1)
                loss = functional.cross_entropy(logits_NK, target_NK) + functional.cross_entropy(
                    logits_NK, y_N[i : i + 16]
                )
                loss = loss + functional.kl_div(logits_NK.log_softmax(1), target_NK, reduction="batchmean")
                loss = loss + 1e-4 * sum(p.square().sum() for p in model.parameters())
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()

    assert w.findings == []
    assert "preflight.loss_head_mismatch" in w.checks_passed
