"""The API without dynamic batching, to see what that is worth: `python -m benchmarks.serving.ungathered`."""

from service.__main__ import main
from service.predictions.gather import Gather


def _always(self: Gather) -> bool:
    return True


if __name__ == "__main__":
    Gather.is_alone = _always  # type: ignore[method-assign]
    raise SystemExit(main())
