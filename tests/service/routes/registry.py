"""More versions of a model for tests, without training them."""

from service.dependencies import Services
from store.blobs import Blob
from store.ids import new_id
from store.models import get_version, publish


def publish_again(services: Services, model: str, newest: int, *, promote: bool = False, source: str = "") -> None:
    """Versions up to `newest`, each with the file of version 1 of `source`, or of the model itself."""
    with services.database.begin() as tx:
        first = get_version(tx, source or model, 1)
        while True:
            version = publish(
                tx,
                job_id=new_id("job"),
                dataset_id=first.dataset_id,
                artifact=Blob(first.artifact_sha256, first.artifact_bytes),
                manifest=first.manifest,
                model_name=model,
                promote=promote,
            )
            if version.version >= newest:
                return
