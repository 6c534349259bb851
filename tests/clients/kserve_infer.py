"""Asks KServe's own client for the answers to rows.

Run in the environment of `kserve.txt` as `kserve_infer.py <url> <key> <model> <rows.json>`: arrays of numbers by column, null is a
missing one. Prints one JSON object.
"""

import asyncio
import json
import sys
from pathlib import Path

import kserve
import numpy as np

url, key, model, path = sys.argv[1:]
headers = {"Authorization": f"Bearer {key}"}
inputs = []
for name, values in json.loads(Path(path).read_text()).items():
    inputs.append(kserve.InferInput(name, [len(values)], "FP64"))
    inputs[-1].set_data_from_numpy(np.array(values, dtype=np.float64), binary_data=True)
request = kserve.InferRequest(model_name=model, infer_inputs=inputs, request_id="seven")


async def ask() -> kserve.InferResponse:
    client = kserve.InferenceRESTClient(kserve.RESTConfig(protocol="v2", timeout=60, verbose=False))
    try:
        assert await client.is_server_live(url, headers=headers)
        assert await client.is_server_ready(url, headers=headers)
        assert await client.is_model_ready(url, model, headers=headers)
        return await client.infer(url, request, model_name=model, headers=headers)
    finally:
        await client.close()


response = asyncio.run(ask())
outputs = {output.name: output for output in response.outputs}
found = {
    "id": response.id,
    "label": outputs["label"].data,
    "probabilities": outputs["probabilities"].as_numpy().tolist(),
}
sys.stdout.write(json.dumps(found))
