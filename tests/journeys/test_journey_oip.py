"""Triton's and KServe's own clients over HTTP: tensors both ways, as bytes and as JSON, and their errors.

Triton's client comes with the extra `dev`. KServe's cannot stand beside our tools, and has an environment of its own.
"""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.clients.environments import ROOT, python_environment, ran
from tests.journeys.stack import Stack
from tests.journeys.tables import QUICK, cloud_rows, csv_of

try:
    import tritonclient.http as triton
    from tritonclient.utils import InferenceServerException
except ImportError:
    if "CI" in os.environ:  # there it must be installed: a test that is skipped in silence proves nothing
        raise
    pytest.skip("tritonclient[http] is not installed: make installs it", allow_module_level=True)

COLUMNS = ("length", "width", "noise")
ROWS = cloud_rows(200)


@pytest.fixture(scope="module")
def model(shared_stack: Stack) -> str:
    """A model of three numeric columns."""
    shared_stack.worker()
    table = shared_stack.upload(csv_of(ROWS), name="clouds")
    shared_stack.ended(shared_stack.train(table["id"], QUICK, "clouds"), "succeeded")
    return "clouds"


@pytest.fixture
def x_ND() -> Any:  # noqa: N802  (an array is named with its axes)
    """Rows as one array, a value of which is missing."""
    made_ND = np.array([[row[name] for name in COLUMNS] for row in ROWS[:20]])
    made_ND[3, 1] = np.nan
    return made_ND


def expected(stack: Stack, x_ND: Any) -> tuple[list[str], Any]:
    """Labels and probabilities of /v1 for the same rows."""
    rows = [{name: None if np.isnan(x) else x for name, x in zip(COLUMNS, x_D, strict=True)} for x_D in x_ND.tolist()]
    body = stack.json("POST", "/v1/models/clouds/predict", json={"rows": rows})
    p_NC = np.array([list(row["probabilities"].values()) for row in body["predictions"]])
    return [row["label"] for row in body["predictions"]], p_NC


def test_tritons_client_gets_the_answers_of_v1(stack: Stack, model: str, x_ND: Any) -> None:
    key = {"Authorization": f"Bearer {stack.key}"}
    labels, p_NC = expected(stack, x_ND)
    with triton.InferenceServerClient(f"127.0.0.1:{stack.port}") as client:
        assert client.is_server_live()
        assert client.is_server_ready()
        assert client.is_model_ready(model, headers=key)
        assert client.is_model_ready(model, "1", headers=key)
        assert client.get_server_metadata(headers=key)["extensions"] == ["binary_tensor_data"]
        metadata = client.get_model_metadata(model, headers=key)
        assert {tensor["name"] for tensor in metadata["inputs"]} == set(COLUMNS)

        columns = []
        for name, x_N in zip(COLUMNS, x_ND.T, strict=True):
            columns.append(triton.InferInput(name, list(x_N.shape), "FP64"))
            columns[-1].set_data_from_numpy(np.ascontiguousarray(x_N))
        order = [COLUMNS.index(tensor["name"]) for tensor in metadata["inputs"]]
        whole = triton.InferInput("input", list(x_ND.shape), "FP64")
        whole.set_data_from_numpy(np.ascontiguousarray(x_ND[:, order]))
        some = [triton.InferRequestedOutput("probabilities", binary_data=False), triton.InferRequestedOutput("label")]

        for inputs, outputs in ((columns, None), ([whole], None), (columns, some)):
            result = client.infer(model, inputs, request_id="seven", outputs=outputs, headers=key)

            assert result.get_response()["id"] == "seven"
            assert result.as_numpy("label").tolist() == [label.encode() for label in labels]
            assert np.array_equal(result.as_numpy("probabilities"), p_NC)


def test_tritons_client_is_told_what_is_wrong(stack: Stack, model: str, x_ND: Any) -> None:
    key = {"Authorization": f"Bearer {stack.key}"}
    tensor = triton.InferInput("length", [20], "FP64")
    tensor.set_data_from_numpy(np.ascontiguousarray(x_ND[:, 0]))
    with triton.InferenceServerClient(f"127.0.0.1:{stack.port}") as client:
        with pytest.raises(InferenceServerException, match="There is no input 'width'") as error:
            client.infer(model, [tensor], headers=key)
        assert error.value.status() == "422"
        with pytest.raises(InferenceServerException, match="no model 'nobody'"):
            client.infer("nobody", [tensor], headers=key)
        with pytest.raises(InferenceServerException, match="no API key"):
            client.infer(model, [tensor])


def test_kserves_client_gets_the_answers_of_v1(stack: Stack, model: str, x_ND: Any, tmp_path: Path) -> None:
    python = python_environment("kserve") / "python"
    labels, p_NC = expected(stack, x_ND)
    rows = {name: [None if np.isnan(x) else x for x in x_N] for name, x_N in zip(COLUMNS, x_ND.T.tolist(), strict=True)}
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(rows))

    program = ROOT / "tests" / "clients" / "kserve_infer.py"
    done = ran((python, program, f"http://127.0.0.1:{stack.port}", stack.key, model, file), tmp_path)

    assert done.returncode == 0, done.stdout
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["id"] == "seven"
    assert found["label"] == labels
    assert np.array_equal(found["probabilities"], p_NC)
