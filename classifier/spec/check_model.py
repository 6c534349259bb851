"""Whether a family can read these inputs, and whether the network stays inside the server's limits."""

from classifier.errors import Fault
from classifier.spec import cost
from classifier.spec.check_data import MAX_LISTED, input_kind
from classifier.spec.inputs import InputLayout
from classifier.spec.kernels import KERNEL_STEPS
from classifier.spec.limits import Limits
from classifier.spec.models import TAKES, CnnSpec, MlpSpec, ModelSpec, NoEmbedding, OverSteps, RnnSpec, RocketSpec
from classifier.spec.preprocessing import AugmentationSpec, Normalization
from classifier.spec.table import ColumnKind, DatasetProfile, Schema
from classifier.spec.train import TrainSpec


def check_model(spec: TrainSpec, schema: Schema, profile: DatasetProfile, limits: Limits) -> list[Fault]:
    """What is wrong with a resolved spec's model; features and target are known to be there."""
    model = spec.model
    if model == "auto" or spec.features == "auto":
        raise ValueError("check_model() takes a resolved spec")
    kind = input_kind(spec.features, schema)
    faults = _input_faults(spec, model, kind, schema)
    if faults:
        return faults
    faults = [*_option_faults(spec, model, kind), *_layer_faults(model, limits)]
    if faults:
        return faults
    inputs = cost.input_layout(spec, profile)
    if isinstance(model, CnnSpec) and (fault := _shrinks_away(model, inputs)):
        return [fault]
    if isinstance(model, RocketSpec) and (faults := _kernel_faults(spec, profile, limits)):
        return faults
    return _size_faults(spec, model, inputs, profile, limits)


def over_limit(what: str, pointer: str, got: int, limit: int, unit: str) -> Fault:
    """The fault of a number beyond a limit of this server."""
    return Fault(
        code="over_limit",
        message=f"{what}: {got:,} {unit}, but this server allows {limit:,}.",
        pointer=pointer,
        got=f"{got:,}",
        expected=f"at most {limit:,}",
    )


def _input_faults(spec: TrainSpec, model: ModelSpec, kind: str, schema: Schema) -> list[Fault]:
    if kind not in TAKES[model.family]:
        able = [family for family, kinds in TAKES.items() if kind in kinds]
        return [
            Fault(
                code="family_input",
                message=f"The family {model.family} takes {' or '.join(TAKES[model.family])} inputs; these are {kind} inputs.",
                pointer="/spec/model/family",
                got=model.family,
                expected=f"one of {', '.join(able)}",
            )
        ]
    if kind == "table" and isinstance(model, OverSteps):
        numeric = {column.name for column in schema.columns if column.kind == ColumnKind.numeric}
        others = [name for name in spec.features if name not in numeric]
        if others or not spec.features:
            named = ", ".join(repr(name) for name in others[:MAX_LISTED]) or "there is no numeric column"
            return [
                Fault(
                    code="series_needs_numbers",
                    message=f"{model.family} reads the columns of a table as the steps of one series, so all must be "
                    f"numeric: {named}.",
                    pointer="/spec/features",
                    got=named,
                    expected="numeric columns in the order of the steps",
                )
            ]
    return []


def _option_faults(spec: TrainSpec, model: ModelSpec, kind: str) -> list[Fault]:
    faults = []
    series = kind == "table" and isinstance(model, OverSteps)
    normalization = spec.preprocessing.normalization
    if normalization in (Normalization.quantile, Normalization.symlog) and (kind != "table" or series):
        faults.append(
            Fault(
                code="normalization_needs_table",
                message=f"{normalization} normalization is for the columns of a table.",
                pointer="/spec/preprocessing/normalization",
                got=str(normalization),
                expected="standard, max_abs, min_max, robust, batch_norm or none",
            )
        )
    if spec.preprocessing.normalization == Normalization.batch_norm and isinstance(model, RocketSpec):
        faults.append(
            Fault(
                code="normalization_before_kernels",
                message="batch_norm normalizes what a network reads, but rocket's kernels read the steps before it.",
                pointer="/spec/preprocessing/normalization",
                got="batch_norm",
                expected="standard, max_abs, min_max, robust or none",
            )
        )
    if kind != "table" and not isinstance(getattr(model, "numeric_embedding", NoEmbedding()), NoEmbedding):
        faults.append(
            Fault(
                code="embedding_needs_table",
                message="A numeric embedding is for the columns of a table.",
                pointer="/spec/model/numeric_embedding",
                got=str(getattr(model, "numeric_embedding").name),  # noqa: B009  (not every family has one)
                expected="none",
            )
        )
    if kind != "image" and spec.preprocessing.augmentation != AugmentationSpec():
        faults.append(
            Fault(
                code="augmentation_needs_images",
                message="Flips, shifts and crops are for images.",
                pointer="/spec/preprocessing/augmentation",
                expected="no augmentation",
            )
        )
    return faults


def _layer_faults(model: ModelSpec, limits: Limits) -> list[Fault]:
    """Widths and depths by the names they have in the spec."""
    at = "/spec/model"
    depths: dict[str, int] = {}
    widths: dict[str, int] = {}
    for name in ("hidden", "channels"):
        layers = getattr(model, name, None)
        if isinstance(layers, list):
            depths[name] = len(layers)
            widths |= {f"{name}/{i}": width for i, width in enumerate(layers)}
    if isinstance(model, RnnSpec):
        depths["blocks"] = sum(block.num_layers for block in model.blocks)
        widths |= {f"blocks/{i}/units": block.units for i, block in enumerate(model.blocks)}
    if (width := getattr(model, "width", None)) is not None:
        widths["width"] = width
    faults = [
        over_limit(f"model.{name}", f"{at}/{name}", depth, limits.max_hidden_layers, "hidden layers")
        for name, depth in depths.items()
        if depth > limits.max_hidden_layers
    ]
    faults += [
        over_limit(f"model.{name.replace('/', '.')}", f"{at}/{name}", width, limits.max_hidden_width, "units")
        for name, width in widths.items()
        if width > limits.max_hidden_width
    ][:MAX_LISTED]
    return faults


def _shrinks_away(model: CnnSpec, inputs: InputLayout) -> Fault | None:
    """A network whose convolutions and pools leave no pixel."""
    height, width = inputs.shape[1:]
    for i in range(len(model.channels)):
        if model.padding == "valid":
            height, width = height - model.kernel_size + 1, width - model.kernel_size + 1
        if model.pool != "none":
            height, width = height // model.pool_size, width // model.pool_size
        if min(height, width) < 1:
            return Fault(
                code="image_too_small",
                message=f"Images of {inputs.shape[1]} x {inputs.shape[2]} have no pixel left after convolution {i + 1} "
                f"of {len(model.channels)}.",
                pointer="/spec/model/channels",
                got=f"{len(model.channels)} convolutions",
                expected="fewer convolutions, a smaller kernel or pool, padding same, or a larger preprocessing.image_size",
            )
    return None


def _kernel_faults(spec: TrainSpec, profile: DatasetProfile, limits: Limits) -> list[Fault]:
    """Sequences that kernels cannot read, or only with more memory than there is."""
    num_steps, num_channels = cost.steps_shape(spec, profile)
    if num_steps < KERNEL_STEPS:
        return [
            Fault(
                code="series_too_short",
                message=f"rocket's kernels see {KERNEL_STEPS} steps, but the longest sequence has {num_steps}.",
                pointer="/spec/model/family",
                got=f"{num_steps} steps",
                expected=f"at least {KERNEL_STEPS} steps, or the family cnn1d, rnn or mlp",
            )
        ]
    read = profile.num_rows * num_steps * (num_channels + 1)
    if read > limits.max_encoded_numbers:
        what = f"{profile.num_rows:,} rows of {num_steps:,} steps"
        return [
            over_limit(what, "/spec/preprocessing/max_steps", read, limits.max_encoded_numbers, "numbers in memory")
        ]
    return []


def _size_faults(
    spec: TrainSpec, model: ModelSpec, inputs: InputLayout, profile: DatasetProfile, limits: Limits
) -> list[Fault]:
    num_classes = cost.get(profile, spec.target).num_distinct
    size = cost.size_of(spec, inputs, num_classes)
    pointer = next(
        (f"/spec/model/{n}" for n in ("channels", "blocks", "width", "hidden", "num_features") if hasattr(model, n)),
        None,
    )
    pointer = pointer or "/spec/model/family"
    if size.parameters > limits.max_parameters:
        what = f"A network of {inputs.num_numbers} inputs, {_told(model)} and {num_classes} classes"
        return [over_limit(what, pointer, size.parameters, limits.max_parameters, "trainable numbers")]
    batch_size = spec.training.batch_size if spec.training.batch_size != "auto" else 1
    held = size.activations * batch_size
    if held > limits.max_batch_activations:
        what = f"One batch of {batch_size:,} rows"
        return [
            over_limit(what, "/spec/training/batch_size", held, limits.max_batch_activations, "numbers in its layers")
        ]
    encoded = profile.num_rows * inputs.num_numbers
    if encoded > limits.max_encoded_numbers:
        what = f"{profile.num_rows:,} rows of {inputs.num_numbers:,} numbers"
        where = {"image": "image_size", "sequence": "max_steps"}.get(inputs.kind, "max_categories")
        at = pointer if isinstance(model, RocketSpec) else f"/spec/preprocessing/{where}"
        return [over_limit(what, at, encoded, limits.max_encoded_numbers, "numbers in memory")]
    return []


def _told(model: ModelSpec) -> str:
    if isinstance(model, MlpSpec):
        return f"{model.hidden} hidden units"
    return f"the family {model.family}"
