"""The profile job: read an uploaded file strictly, find its types, and keep it as a typed table."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlalchemy import update

from classifier.errors import DataInvalid, Fault
from classifier.findings.data.checks import data_checks
from classifier.findings.ledger import Ledger, codes_of
from classifier.spec.table import ColumnOverride, FileFormat, ParseOptions
from classifier.table.beside import threads
from classifier.table.infer import infer_table
from classifier.table.profile import profile_table
from classifier.table.read import read_columns
from classifier.table.stored import rows_of_group
from store.blobs import Blob, BlobStore
from store.diagnosis import diagnosis_columns
from store.jobs import finish
from store.tables import Dataset
from workers.jobs.context import JobContext
from workers.memory import limit_memory

# A row group of their own, so that a preview decodes no more: 0.1 s and 16 MB of a table of 100,000 rows and 500 columns,
# where one group took 2.6 s and 290 MB.
FIRST_ROWS = 1_000
LOOK_ROWS = 10_000  # of a column, to choose how it is written
MOST_LEFT = 0.8  # of its bytes: less to write and to keep is worth the time


def run(context: JobContext) -> None:
    """Read, infer, profile, store. The dataset becomes ready, or failed with what is wrong with the file."""
    limits = context.settings.limits
    limit_memory(limits.max_job_memory_bytes)
    dataset = context.dataset(context.job().dataset_id)
    parse = ParseOptions.model_validate(dataset.parse)
    overrides = {name: ColumnOverride.model_validate(value) for name, value in dataset.overrides.items()}
    try:
        with context.blobs.path(dataset.source_sha256) as path:
            raw = read_columns(
                path,
                FileFormat(dataset.format),
                gzip=dataset.gzip,
                parse=parse,
                limits=limits,
                keep_text=[name for name, override in overrides.items() if override.kind is not None],
            )
        typed = infer_table(raw, overrides=overrides, parse=parse, limits=limits)
        del raw
        profile = profile_table(typed)
        with context.blobs.staging_file(".parquet") as staged, threads(1, typed.table.nbytes) as beside:
            # beside the checks, which keep one core busy; the profile keeps two
            written = beside.submit(_write, context.blobs, staged, typed.table)
            ledger = Ledger()
            ledger.take(data_checks(typed, profile))
            table = written.result()
    except MemoryError:
        message = f"Reading the file needs more than {limits.max_job_memory_bytes:,} bytes of memory."
        raise DataInvalid(
            message,
            faults=[Fault(code="too_much_memory", message=message)],
            hint="Upload fewer rows or columns, or raise DISCERN_LIMITS__MAX_JOB_MEMORY_BYTES.",
        ) from None
    context.tell()
    with context.database.begin() as tx:
        tx.execute(
            update(Dataset)
            .where(Dataset.id == dataset.id)
            .values(
                status="ready",
                table_sha256=table.sha256,
                num_rows=profile.num_rows,
                num_columns=profile.num_columns,
                schema=typed.schema.model_dump(mode="json"),
                profile=profile.model_dump(mode="json"),
                **diagnosis_columns(ledger.report(codes_of("data"))),
                error=None,
            )
        )
        result = {"dataset_id": dataset.id, "num_rows": profile.num_rows, "num_columns": profile.num_columns}
        finish(tx, context.hold, "succeeded", result=result)


def _write(blobs: BlobStore, staged: Path, table: pa.Table) -> Blob:
    """The table as a stored Parquet file.

    Measurements are split into their bytes instead of put into a dictionary, which so many different numbers outgrow
    after all its work, and kept as they are where that leaves little to compress: of 1M x 15 of six decimals the file is
    10 % larger, and written in 0.6 of the time.
    """
    fine = [field.name for field in table.schema if pa.types.is_floating(field.type) and _is_fine(table[field.name])]
    noisy = [name for name in fine if _is_noisy(table[name])]
    others = [name for name in table.column_names if name not in fine] if fine else True
    with pq.ParquetWriter(
        staged,
        table.schema,
        compression={name: "none" if name in noisy else "zstd" for name in table.column_names},
        use_dictionary=others,
        use_byte_stream_split=[name for name in fine if name not in noisy],
    ) as writer:
        writer.write_table(table.slice(0, FIRST_ROWS))
        if table.num_rows > FIRST_ROWS:
            writer.write_table(table.slice(FIRST_ROWS), row_group_size=rows_of_group(table))
    return blobs.put_file(staged)


def _is_fine(column: pa.ChunkedArray) -> bool:
    """Whether numbers are of so many values that no dictionary holds them."""
    return bool(pc.count_distinct(column.slice(0, LOOK_ROWS)).as_py() > 1_000)


def _is_noisy(column: pa.ChunkedArray) -> bool:
    """Whether compressing the bytes of numbers, the first of each, then the second, leaves most of them."""
    value_N = np.ascontiguousarray(column.slice(0, LOOK_ROWS).to_numpy())
    byte_N8 = value_N.view(np.uint8).reshape(len(value_N), -1)
    left = len(pa.Codec("zstd").compress(byte_N8.T.tobytes(), asbytes=True))
    return bool(left > MOST_LEFT * value_N.nbytes)
