"""The compiled loop: forward, backward and optimizer of small MLPs, over all steps of a piece of an epoch."""

# Axes: M members, R rows of a piece, X axes of a row, S steps, P trained numbers, L layers.
# A batch lies in scratch as [units, rows]: eight rows go through one vector instruction, whatever the widths are.
# All compiled code is in this file, for Numba's cache on disk asks whether this file has changed, and no other.
import math
from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

LANES = 8
"""Numbers of one vector: a register of AVX, two of SSE or NEON."""
BCE_WITH_LOGITS, CROSS_ENTROPY = range(2)
SGD, ADAM, ADAMW = range(3)
IDENTITY, RELU, LEAKY_RELU, TANH, SIGMOID, SILU, GELU = range(7)
WIDE, HIGH, WEIGHT, BIAS, UNITS, ROWS, PADDED = range(COLUMNS := 7)
"""Columns of a layer's layout: inputs, outputs; where its weight, its bias, its inputs by unit and by row begin; the step
between two rows of those."""

# Fused multiply-adds, and nothing that assumes away nan or inf; a division by zero is inf, not an exception.
MATH: dict[str, Any] = {"error_model": "numpy", "fastmath": {"contract"}}
ENTRANCE: dict[str, Any] = {**MATH, "nogil": True, "no_cfunc_wrapper": True}
"""How `run` is compiled."""
PLAIN: dict[str, Any] = {**MATH, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # a quarter less to compile
ANY_ORDER: dict[str, Any] = {**PLAIN, "fastmath": {"contract", "reassoc"}}


def _tile(height: int) -> Any:
    """A function that computes `height` rows of LANES columns of a matrix product, with the sums held in registers.

    The code for it is written as vectors: given loops, the compiler first asks at run time whether the arrays overlap,
    which takes longer than eight rows do.
    """

    @intrinsic
    def tile(typing_context, out, o, o_i, start, s, s_i, left, a, a_i, a_k, right, b, b_k, num_k):
        """out[o + i o_i + j] = start[s + i s_i] + sum over k of left[a + i a_i + k a_k] right[b + k b_k + j]."""
        integers = [types.int64] * 3
        signature = types.void(out, *integers[1:], start, *integers[1:], left, *integers, right, *integers)

        def build(context, builder, signature, args):
            out, start, left, right = (
                context.make_array(signature.args[n])(context, builder, args[n]).data for n in (0, 3, 6, 10)
            )
            _, o, o_i, _, s, s_i, _, a, a_i, a_k, _, b, b_k, num_k = args
            number = context.get_value_type(signature.args[0].dtype)
            vector = ir.VectorType(number, LANES)
            anything, zeros = ir.Constant(vector, ir.Undefined), ir.Constant(ir.VectorType(ir.IntType(32), LANES), None)
            name = f"llvm.fmuladd.v{LANES}{number.intrinsic_name}"
            multiply_add = cgutils.get_or_insert_function(builder.module, ir.FunctionType(vector, [vector] * 3), name)

            def at(index, step, i):
                return builder.add(index, builder.mul(ir.Constant(index.type, i), step))

            def same(array, index):
                one = builder.insert_element(anything, builder.load(builder.gep(array, [index])), ir.IntType(32)(0))
                return builder.shuffle_vector(one, anything, zeros)

            def place(array, index):
                return builder.bitcast(builder.gep(array, [index]), vector.as_pointer())

            align = context.get_abi_sizeof(number)
            sums = [cgutils.alloca_once_value(builder, same(start, at(s, s_i, i))) for i in range(height)]
            with cgutils.for_range(builder, num_k) as loop:
                row = builder.load(place(right, builder.add(b, builder.mul(loop.index, b_k))), align=align)
                first = builder.add(a, builder.mul(loop.index, a_k))
                for i, total in enumerate(sums):
                    added = builder.call(multiply_add, [same(left, at(first, a_i, i)), row, builder.load(total)])
                    builder.store(added, total)
            for i, total in enumerate(sums):
                builder.store(builder.load(total), place(out, at(o, o_i, i)), align=align)
            return context.get_dummy_value()

        return signature, build

    return tile


_tile_8, _tile_1 = _tile(8), _tile(1)


@numba.njit(**PLAIN)
def _product(shape, out, start, left, right):
    """`_tile` over a whole matrix of `shape` rows, columns and terms of each sum.

    The others are an array, where it begins, and its steps as `_tile` names them. A row may be written up to 7 numbers
    too far, into the next one; so the last columns come first, and then the rows in their order.
    """
    num_i, num_j, num_k = shape
    out, o, o_i = out
    start, s, s_i = start
    left, a, a_i, a_k = left
    right, b, b_k = right
    for j in range((num_j - 1) // LANES * LANES, -1, -LANES):
        i = 0
        while i + 8 <= num_i:
            o_ij, s_i0, a_i0 = o + i * o_i + j, s + i * s_i, a + i * a_i
            _tile_8(out, o_ij, o_i, start, s_i0, s_i, left, a_i0, a_i, a_k, right, b + j, b_k, num_k)
            i += 8
        while i < num_i:
            o_ij, s_i0, a_i0 = o + i * o_i + j, s + i * s_i, a + i * a_i
            _tile_1(out, o_ij, o_i, start, s_i0, s_i, left, a_i0, a_i, a_k, right, b + j, b_k, num_k)
            i += 1


@numba.njit(**PLAIN)
def _exp(x):
    """e^x in float64 to its last digits, of a kind that a loop computes by the vector; nan stays nan."""
    x = 700.0 if x > 700.0 else x
    x = -700.0 if x < -700.0 else x
    shifted = x * 1.4426950408889634 + 6755399441055744.0  # 1.5 x 2^52: x / ln 2 is rounded into the last bits
    n = shifted - 6755399441055744.0
    r = (x - n * 0.693145751953125) - n * 1.42860682030941723212e-6  # ln 2 in two parts
    power = 1.0
    for k in range(13, 0, -1):  # Taylor; |r| is at most ln 2 / 2
        power = power * (r * (1.0 / k)) + 1.0
    bits = np.int64((np.float64(shifted).view(np.int64) + 1023) << 52)
    return power * bits.view(np.float64)


@numba.njit(**PLAIN)
def _activate(kind, before, after, slope, at, num):
    """after[at + n] = f(before[n]) and slope[at + n] = f'(before[n])."""
    if kind == RELU:
        for n in range(num):
            x = before[n]
            after[at + n] = 0 if x <= 0 else x  # so that nan stays nan
            slope[at + n] = 0 if x <= 0 else 1
    elif kind == LEAKY_RELU:
        for n in range(num):
            x = before[n]
            after[at + n] = x if x > 0 else 0.01 * x
            slope[at + n] = 1 if x > 0 else 0.01
    elif kind == TANH:
        for n in range(num):
            y = 1.0 - 2.0 / (_exp(2.0 * np.float64(before[n])) + 1.0)
            after[at + n] = y
            slope[at + n] = 1.0 - y * y
    elif kind == SIGMOID:
        for n in range(num):
            y = 1.0 / (1.0 + _exp(-np.float64(before[n])))
            after[at + n] = y
            slope[at + n] = y * (1.0 - y)
    elif kind == SILU:
        for n in range(num):
            x = np.float64(before[n])
            y = 1.0 / (1.0 + _exp(-x))
            after[at + n] = x * y
            slope[at + n] = y * (1.0 + x * (1.0 - y))
    elif kind == GELU:
        for n in range(num):
            x = np.float64(before[n])
            y = 0.5 + 0.5 * math.erf(x * math.sqrt(0.5))
            after[at + n] = x * y
            slope[at + n] = y + x * _exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)
    else:
        for n in range(num):
            after[at + n] = before[n]
            slope[at + n] = 1


@numba.njit(**PLAIN)
def _bce(z, delta, target, weight, r, num_rows, count):
    """The sum of weight x loss over the rows; `delta` is its derivative by the logits, divided by `count`."""
    loss = 0.0
    for n in range(num_rows):
        x, t, w = np.float64(z[n]), np.float64(target[r + n]), np.float64(weight[r + n])
        small = math.exp(-abs(x))
        loss += w * (max(x, 0.0) + math.log1p(small) - t * x)
        p = (1.0 if x > 0 else small) / (1.0 + small)
        delta[n] = (p - t) * (w / count)
    return loss


@numba.njit(**PLAIN)
def _cross_entropy(z, delta, peak, total, num_classes, smoothing, target, weight, r, num_rows, count):
    """As `_bce`, of logits `[classes, lanes]`."""
    lanes = len(peak)
    for n in range(lanes):
        peak[n], total[n] = z[n], 0
    for c in range(1, num_classes):
        for n in range(lanes):
            x = z[c * lanes + n]
            peak[n] = x if x > peak[n] else peak[n]
    for c in range(num_classes):
        for n in range(lanes):
            e = _exp(np.float64(z[c * lanes + n]) - np.float64(peak[n]))
            delta[c * lanes + n] = e
            total[n] += e
    loss, share = 0.0, smoothing / num_classes
    for n in range(num_rows):
        w = np.float64(weight[r + n])
        log_total = peak[n] + math.log(np.float64(total[n]))
        label = np.int64(target[r + n]) * lanes + n
        loss += w * (log_total - (1.0 - smoothing) * z[label])
        if share > 0:
            for c in range(num_classes):
                loss -= w * share * z[c * lanes + n]
        w /= count
        peak[n], total[n] = w / total[n], w * share  # from here on a row's factor and what is taken off
    for c in range(num_classes):
        for n in range(lanes):
            delta[c * lanes + n] = delta[c * lanes + n] * peak[n] - total[n]
    for n in range(num_rows):
        delta[np.int64(target[r + n]) * lanes + n] -= (1.0 - smoothing) * weight[r + n] / count
    return loss


@numba.njit(**ANY_ORDER)
def _sum(values, at, num):
    total = values[at]
    for n in range(1, num):
        total += values[at + n]
    return total


@numba.njit(**ANY_ORDER)
def _norm(values):
    total = 0.0
    for p in range(len(values)):
        total += np.float64(values[p]) * np.float64(values[p])
    return math.sqrt(total)


@numba.njit(**PLAIN)
def _adam(values, gradient, first, second, rate, step, decay, decoupled):
    """One step of Adam, or of AdamW when `decoupled`; constants are rounded where torch's fused kernels round them."""
    number = values.dtype.type
    shrink = number(1.0 - rate * decay if decoupled else 1.0)
    l2 = number(0.0 if decoupled else decay)
    size = number(rate / (1.0 - 0.9**step))
    root = number(math.sqrt(1.0 - 0.999**step))
    keep_1, add_1 = number(0.9), number(1 - 0.9)
    keep_2, add_2 = number(0.999), number(1 - 0.999)
    eps = number(1e-8)
    for p in range(len(values)):
        value = values[p] * shrink
        slope = gradient[p] + value * l2
        m = first[p] * keep_1 + slope * add_1
        v = second[p] * keep_2 + slope * slope * add_2
        first[p], second[p] = m, v
        values[p] = value - size * m / (math.sqrt(v) / root + eps)


@numba.njit(**PLAIN)
def _sgd(values, gradient, velocity, rate, decay, momentum, nesterov):
    """One step of SGD; `velocity` is read and written with a momentum only."""
    number = values.dtype.type
    rate, decay, momentum = number(rate), number(decay), number(momentum)
    if momentum == 0:
        for p in range(len(values)):
            values[p] -= rate * (gradient[p] + values[p] * decay)
        return
    for p in range(len(values)):
        slope = gradient[p] + values[p] * decay
        v = velocity[p] * momentum + slope
        velocity[p] = v
        values[p] -= rate * (slope + momentum * v if nesterov else v)


@numba.njit(**PLAIN)
def _forward(x, r, num_rows, layout_LK, activation, values, scratch):
    """Logits of `num_rows` rows from row `r` on into `before`; keeps each layer's inputs and slopes."""
    units, slope, rows, before, _, peak, _, _ = scratch
    lanes, zero, one = np.int64(len(peak)), np.int64(0), np.int64(1)
    padded = layout_LK[0, PADDED]
    for n in range(num_rows):
        for i in range(x.shape[1]):
            rows[n * padded + i] = units[i * lanes + n] = x[r + n, i]
    for layer in range(len(layout_LK)):
        wide, high = layout_LK[layer, WIDE], layout_LK[layer, HIGH]
        _product(
            (high, lanes, wide),
            (before, zero, lanes),
            (values, layout_LK[layer, BIAS], one),
            (values, layout_LK[layer, WEIGHT], wide, one),
            (units, layout_LK[layer, UNITS], lanes),
        )
        if layer + 1 < len(layout_LK):
            _activate(activation, before, units, slope, layout_LK[layer + 1, UNITS], high * lanes)


@numba.njit(**PLAIN)
def _backward(num_rows, layout_LK, values, gradient, scratch):
    """The gradient, from that by the logits in `delta`."""
    units, slope, rows, before, delta, peak, _, nought = scratch
    lanes, zero, one = np.int64(len(peak)), np.int64(0), np.int64(1)
    for layer in range(len(layout_LK) - 1, -1, -1):
        wide, high, padded = layout_LK[layer, WIDE], layout_LK[layer, HIGH], layout_LK[layer, PADDED]
        weight_at, units_at, rows_at = layout_LK[layer, WEIGHT], layout_LK[layer, UNITS], layout_LK[layer, ROWS]
        if layer > 0:
            for n in range(num_rows):
                for i in range(wide):
                    rows[rows_at + n * padded + i] = units[units_at + i * lanes + n]
        _product(
            (high, wide, np.int64(num_rows)),
            (gradient, weight_at, wide),
            (nought, zero, zero),
            (delta, zero, lanes, one),
            (rows, rows_at, padded),
        )
        for i in range(high):
            gradient[layout_LK[layer, BIAS] + i] = _sum(delta, i * lanes, num_rows)
        if layer > 0:
            _product(
                (wide, lanes, high),
                (before, zero, lanes),
                (nought, zero, zero),
                (values, weight_at, one, wide),
                (delta, zero, lanes),
            )
            for n in range(wide * lanes):
                delta[n] = before[n] * slope[units_at + n]


def run(
    x_MRX, target_MR, weight_MR, count_MS, batch_size, rates_S, layout_LK, activation, loss_kind, smoothing, optimizer,
    decay, momentum, nesterov, clip_norm, values_MP, gradient_MP, first_MP, second_MP, step_M, scratch, loss_MS, norm_MS,
):  # fmt: skip
    """All steps of every member, one member after another; `compiled` compiles it, `NativeSteps` calls it.

    Returns the first step at which a loss or a gradient was not finite, and whose: that member and those after it take
    no step from there on. Without one, the numbers of steps and of members.
    """
    _, _, _, before, delta, peak, total, _ = scratch
    num_members, num_rows_R, _ = x_MRX.shape
    num_outputs = layout_LK[len(layout_LK) - 1, HIGH]
    end, failed = len(rates_S), num_members
    for m in range(num_members):
        x, target, weight = x_MRX[m], target_MR[m], weight_MR[m]
        values, gradient, first, second = values_MP[m], gradient_MP[m], first_MP[m], second_MP[m]
        for s in range(end):
            count = count_MS[m, s]
            if count == 0:
                loss_MS[m, s] = norm_MS[m, s] = 0.0
                continue
            r = s * batch_size
            num_rows = min(batch_size, num_rows_R - r)
            _forward(x, r, num_rows, layout_LK, activation, values, scratch)
            if loss_kind == BCE_WITH_LOGITS:
                loss = _bce(before, delta, target, weight, r, num_rows, count)
            else:
                loss = _cross_entropy(
                    before, delta, peak, total, num_outputs, smoothing, target, weight, r, num_rows, count
                )
            _backward(num_rows, layout_LK, values, gradient, scratch)
            norm = _norm(gradient)
            loss_MS[m, s], norm_MS[m, s] = loss, norm
            if not (math.isfinite(loss) and math.isfinite(norm)):
                end, failed = s, m
                break
            if norm > clip_norm:
                scale = gradient.dtype.type(clip_norm / norm)
                for p in range(len(gradient)):
                    gradient[p] *= scale
            if optimizer == SGD:
                _sgd(values, gradient, first, rates_S[s], decay, momentum, nesterov)
            else:
                step_M[m] += 1
                step = np.float64(step_M[m])
                _adam(values, gradient, first, second, rates_S[s], step, decay, optimizer == ADAMW)
    return end, failed
