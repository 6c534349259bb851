"""The README of a bundle: what it is, and ten lines that use it."""

import json
from collections.abc import Mapping
from typing import Any

from classifier.inference.bundle.document import Facts

LONGEST_ROW = 2_000  # characters of an example; a sequence or image is no example for a page

HEAD = """# {model}, version {version}

Exported by Discern. `manifest.json` says which columns a row brings, what the classes are and how it decides; `golden.json`
has rows with their answers, among them rows that it was trained on. A missing value is null. A row is

```json
{row}
```

"""

ONNX = """`model.onnx` holds everything from raw columns to labels. In Python, with onnxruntime and numpy:

```python
import json
from datetime import datetime

import numpy as np
import onnxruntime as ort

manifest, golden = (json.load(open(name, encoding="utf-8")) for name in ("manifest.json", "golden.json"))
session = ort.InferenceSession("model.onnx")
for row, expected in zip(golden["rows"], golden["probabilities"]):
    feeds = {{}}
    for column in manifest["columns"]:
        value, kind, name = row[column["name"]], column["kind"], column["input"]
        if kind == "datetime" and value is not None:
            value = datetime.fromisoformat(value).timestamp()
        if kind == "categorical":
            feeds[name] = np.array([[value or ""]], dtype=object)
        elif kind == "sequence":
            feeds[name] = np.array([value], dtype=np.float64).reshape(1, -1, column["shape"][1])
            feeds[column["length_input"]] = np.array([len(value)], dtype=np.int32)
        elif kind == "image":
            feeds[name] = np.array([value], dtype=np.float32)
        else:
            feeds[name] = np.array([[value]], dtype=np.float64)  # None becomes NaN, which is a missing value
    label, probabilities = session.run(["label", "probabilities"], feeds)
    assert abs(probabilities[0] - expected).max() < 1e-5
    print(label[0])
```

In a web page, with onnxruntime-web:

```javascript
import * as ort from "onnxruntime-web";
import {{ Classifier }} from "./classifier.mjs";

const classifier = await Classifier.open(ort, await (await fetch("bundle.zip")).arrayBuffer());
await classifier.verify(); // throws when it does not answer the golden rows as it did
const [answer] = await classifier.predict([row]);
console.log(answer.label, answer.probabilities);
```
"""

SCORER = """```bash
pip install onnxruntime numpy
python score.py --verify
python score.py rows.csv > labels.csv
```

```python
from score import Scorer

scorer = Scorer(".")
scorer.verify()
print(scorer.predict([]))  # rows, each {{column: value}}
```
"""

SAFETENSORS = """`weights.safetensors` has the weights of all networks, called `members.0.…`, `members.1.…`; `members` in `manifest.json`
their architectures and what was fitted for their inputs. `graph.onnx` is the computation without its weights.

```python
from safetensors.torch import load_file

weights = load_file("weights.safetensors")
prefix = "members.0."
state_dict = {{name.removeprefix(prefix): tensor for name, tensor in weights.items() if name.startswith(prefix)}}
```

`python score.py --verify` (onnxruntime and numpy) puts the weights into the graph and asks it for the golden rows.
"""

BODY = {"onnx": ONNX, "scorer": SCORER, "safetensors": SAFETENSORS}


def text(form: str, facts: Facts, row: Mapping[str, Any]) -> str:
    """Markdown."""
    shown = json.dumps(row, ensure_ascii=False)
    if len(shown) > LONGEST_ROW:
        shown = shown[:LONGEST_ROW] + " …"
    return (HEAD + BODY[form]).format(model=facts.model, version=facts.version, row=shown)
