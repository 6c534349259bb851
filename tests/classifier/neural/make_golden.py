"""Makes the model files that every later version must still read; run once per format number, never again.

`python -m tests.classifier.neural.make_golden` writes `golden/format_N_CASE.safetensors` with the rows and the
probabilities that it gave when it was made, and refuses to replace them.
"""

import json
from pathlib import Path

from classifier.inference.golden import as_json
from classifier.inference.manifest import FORMAT
from classifier.neural.artifact import write_artifact
from classifier.neural.torch_runtime import load_predictor
from classifier.neural.train import train_classifier
from classifier.spec.limits import Limits
from tests.classifier.neural.family_uploads import CASES, spec_of, typed
from tests.classifier.neural.neural_runs import Notebook

GOLDEN = Path(__file__).parent / "golden"
MADE = ("mlp piecewise", "tabm", "rnn", "rnn of a wide table", "cnn")
"""Cases with every kind of input, feature and fitted thing."""


def main() -> None:
    """Train on small tables with two folds, and keep the results."""
    for case in MADE:
        model = GOLDEN / f"format_{FORMAT}_{case.replace(' ', '_')}.safetensors"
        if model.exists():
            raise SystemExit(f"{model} is there; a format that was shipped never changes")
        table = typed(CASES[case][0])
        spec = spec_of(case, epochs=2)
        spec = spec.model_copy(update={"split": spec.split.model_copy(update={"folds": 2})})
        trained = train_classifier(
            table.table, table.schema, spec, observer=Notebook(), resume_from=None, limits=Limits()
        )
        write_artifact(model, trained, {"dataset_sha256": "0" * 64})
        predictor = load_predictor(model)
        rows = table.table.select([column.name for column in predictor.input_columns]).slice(0, 5)
        predictions = predictor.predict(rows)
        expected = {
            "rows": [{name: as_json(value) for name, value in row.items()} for row in rows.to_pylist()],
            "classes": trained.classes,
            "threshold": trained.threshold,
            "logits": predictions.logits_NC.tolist(),
            "probabilities": predictions.probabilities_NC.tolist(),
            "labels": predictions.label_index_N.tolist(),
        }
        model.with_suffix(".json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
