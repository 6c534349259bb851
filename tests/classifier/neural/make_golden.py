"""Makes the model file that every later version must still read; run once per format number, never again.

`python -m tests.classifier.neural.make_golden` writes `golden/format_N.safetensors` with the rows and the
probabilities that it gave when it was made, and refuses to replace them.
"""

import json
from pathlib import Path

from classifier.neural.artifact import FORMAT, write_artifact
from classifier.neural.predictor import Predictor
from classifier.neural.train import train_classifier
from classifier.spec.limits import Limits
from tests.classifier.neural.neural_runs import Notebook, resolved, rice_like

GOLDEN = Path(__file__).parent / "golden"


def main() -> None:
    """Train on the smallest table with every kind of feature that matters, and keep the result."""
    model = GOLDEN / f"format_{FORMAT}.safetensors"
    if model.exists():
        raise SystemExit(f"{model} is there; a format that was shipped never changes")
    table, schema = rice_like(120)
    spec = resolved(features=["a", "b", "c"], preprocessing={"normalization": "batch_norm"}, model={"hidden": [3]})
    trained = train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())
    write_artifact(model, trained, {"dataset_sha256": "0" * 64})
    rows = table.select(["a", "b", "c"]).slice(0, 5)
    predictions = Predictor.load(model).predict(rows)
    expected = {
        "rows": rows.to_pylist(),
        "classes": trained.classes,
        "logits": predictions.logits_NC.tolist(),
        "probabilities": predictions.probabilities_NC.tolist(),
        "labels": predictions.label_index_N.tolist(),
    }
    model.with_suffix(".json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
