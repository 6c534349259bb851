"""The samples and their files, which lie beside this one; `examples/data/README.md` tells more of each."""

from importlib.resources import files

from classifier.errors import NotFound
from service.samples.schemas import Sample

SAMPLES = {
    "rice": Sample(
        object="sample",
        name="rice",
        title="Rice (Cammeo and Osmancik)",
        description="Grains of rice, seven measurements of each grain's shape taken from a photograph, and its variety. "
        "Good models are right on 0.92 to 0.93 of the rows they have not seen; always saying the larger class is on 0.57.",
        target="Class",
        num_rows=3810,
        num_columns=8,
        num_bytes=302_888,
        licence="CC BY 4.0",
        citation="Cinar, I. and Koklu, M. (2019). Classification of Rice Varieties Using Artificial Intelligence Methods. "
        "International Journal of Intelligent Systems and Applications in Engineering, 7(3), 188-194.",
        source="https://doi.org/10.24432/C5MW4Z",
    )
}
"""By name; each is the file `NAME.csv`, with a header line."""


def find(name: str) -> Sample:
    """The sample. Raises: `NotFound`."""
    if name not in SAMPLES:
        raise NotFound(
            f"there is no sample {name!r}; there is {', '.join(SAMPLES)}", hint="GET /v1/samples lists them."
        )
    return SAMPLES[name]


def content(sample: Sample) -> bytes:
    """The sample's file."""
    return files("service.samples").joinpath(f"{sample.name}.csv").read_bytes()
