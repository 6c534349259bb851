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
import json, numpy as np, onnxruntime as ort

manifest, golden = json.load(open("manifest.json")), json.load(open("golden.json"))
session = ort.InferenceSession("model.onnx")
rows = golden["rows"]
feeds = {{}}
for column in manifest["columns"]:  # numbers and truth values are float64, categories strings; for times see manifest.json
    values = [row[column["name"]] for row in rows]
    if column["type"] == "string":
        feeds[column["input"]] = np.array([value or "" for value in values], dtype=object).reshape(-1, 1)
    else:
        feeds[column["input"]] = np.array(values, dtype=column["type"]).reshape(len(rows), *column["shape"])
label, probabilities = session.run(["label", "probabilities"], feeds)
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
print(scorer.predict([row]))
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
