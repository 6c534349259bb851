"""The limits of one server: named, with a default, answered by `GET /v1/limits`."""

from pydantic import Field

from classifier.spec.base import Spec


class Limits(Spec):
    """What one request, one file and one job may ask for."""

    max_upload_bytes: int = Field(default=512 * 2**20, gt=0)
    """Bytes of one uploaded file, as sent."""
    upload_part_bytes: int = Field(default=8 * 2**20, gt=0)
    """Bytes of one part of a file that is sent in parts: a recommendation. No more than this is lost when the server is killed."""
    max_open_uploads: int = Field(default=100, gt=0)
    """Uploads in parts that one key may have open at once: neither used nor deleted."""
    max_open_upload_bytes: int = Field(default=2 * 2**30, gt=0)
    """Bytes that one key's open uploads have announced together; one alone may always have `max_upload_bytes`."""
    upload_hours: float = Field(default=24.0, gt=0)
    """How long an upload in parts waits for its next part, or to be used."""
    max_decoded_bytes: int = Field(default=4 * 2**30, gt=0)
    """Bytes of one uploaded file after decompression and decoding."""
    max_decode_ratio: int = Field(default=100, gt=1)
    """Decoded bytes per uploaded byte, once more than 64 MiB are decoded."""
    max_rows: int = Field(default=10_000_000, gt=0)
    """Data rows of one file."""
    max_columns: int = Field(default=2_000, gt=0)
    """Columns of one file."""
    max_cells: int = Field(default=500_000_000, gt=0)
    """Rows times columns of one file."""
    max_field_bytes: int = Field(default=65_536, gt=0)
    """UTF-8 bytes of one cell."""
    max_column_name_chars: int = Field(default=256, gt=0, le=256)
    """Characters of one column name."""
    max_steps: int = Field(default=20_000, gt=0)
    """Steps of one sequence."""
    max_image_bytes: int = Field(default=32 * 2**20, gt=0)
    """Bytes of one image, as stored in a file or sent."""
    max_image_pixels: int = Field(default=25_000_000, gt=0)
    """Height times width of one image."""
    max_encoded_numbers: int = Field(default=500_000_000, gt=0)
    """Rows times the numbers that a row becomes for the network: 2 GB of float32."""
    max_json_bytes: int = Field(default=10 * 2**20, gt=0)
    """Bytes of one JSON request body."""
    max_predict_rows: int = Field(default=10_000, gt=0)
    """Rows of one synchronous prediction."""
    max_classes: int = Field(default=1_000, ge=2)
    """Classes of one target: the confusion matrix is stored whole, 8 MB of int64 at 1,000."""
    max_hidden_width: int = Field(default=4_096, gt=0)
    """Units of one hidden layer."""
    max_hidden_layers: int = Field(default=16, gt=0)
    """Hidden layers of one network."""
    max_parameters: int = Field(default=50_000_000, gt=0)
    """Trainable numbers of one network."""
    max_batch_activations: int = Field(default=1_000_000_000, gt=0)
    """Numbers that the layers of one network hold for one batch: 4 GB of float32, and as much for their gradients."""
    max_members: int = Field(default=50, gt=0)
    """Networks of one job: folds times seeds."""
    max_epochs: int = Field(default=1_000, gt=0)
    """Epochs of one training job."""
    max_row_epochs: int = Field(default=20_000_000_000, gt=0)
    """Training rows times epochs of one training job."""
    max_job_seconds: float = Field(default=3_600.0, gt=0)
    """Wall clock of one job's attempt."""
    max_parse_seconds: float = Field(default=300.0, gt=0)
    """Wall clock of reading one uploaded file."""
    max_job_memory_bytes: int = Field(default=4 * 2**30, gt=0)
    """Memory that a parsing child may take beyond what it starts with."""
    max_queued_jobs: int = Field(default=1_000, gt=0)
    """Jobs that may wait at once."""
    max_page_size: int = Field(default=200, gt=0)
    """Objects in one page of a list."""
    max_wait_seconds: float = Field(default=60.0, gt=0)
    """Longest `?wait=` of a long poll."""
    idempotency_hours: float = Field(default=24.0, gt=0)
    """How long an `Idempotency-Key` is remembered."""
