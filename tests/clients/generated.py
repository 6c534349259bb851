"""Lists the models and predicts with the client that `openapi-python-client` made, which is the package `made`.

Run in the environment of `openapi.txt` as `generated.py <url> <key> <model> <file.csv>`; prints one JSON object.
"""

import json
import sys
from pathlib import Path

from made.api.datasets import create_dataset
from made.api.models import get_model_version_schema, list_models
from made.api.predictions import predict
from made.client import AuthenticatedClient
from made.models import DatasetOut, PredictAnswer, PredictRequest, Problem
from made.types import File

url, key, model, path = sys.argv[1:]

with AuthenticatedClient(base_url=url, token=key, raise_on_unexpected_status=True, timeout=60.0) as client:
    names = [one.name for one in list_models.sync(client=client).data]
    example = get_model_version_schema.sync(model, 1, client=client).example.to_dict()
    rows = predict.sync(model, client=client, body=PredictRequest.from_dict({"rows": [example]}))
    assert isinstance(rows, PredictAnswer), rows
    with Path(path).open("rb") as file:
        table = predict.sync(model, client=client, body=File(payload=file))
    assert isinstance(table, PredictAnswer), table
    with Path(path).open("rb") as file:
        uploaded = create_dataset.sync(client=client, body=File(payload=file), name="generated")
    assert isinstance(uploaded, DatasetOut), uploaded
    nobody = predict.sync("nobody", client=client, body=PredictRequest.from_dict({"rows": [example]}))
    assert isinstance(nobody, Problem), nobody

found = {
    "names": names,
    "label": rows.predictions[0].label,
    "probabilities": rows.predictions[0].probabilities.to_dict(),
    "labels": [row.label for row in table.predictions],
    "uploaded": uploaded.name,
    "nobody": nobody.code,
}
sys.stdout.write(json.dumps(found))
