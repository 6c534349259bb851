"""Server-sent events out of a stream of lines, as the HTML standard's section 9.2.6 tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class ServerEvent:
    """One dispatched event; `id` is the last one seen, as the standard says."""

    id: str
    type: str
    data: str


def server_events(lines: Iterable[str]) -> Iterator[ServerEvent]:
    r"""Every complete event of the stream; one that the end cuts off is dropped, for it would be half a document.

    >>> list(server_events(["id: 7", "event: state", "data: {}", "", ": keep-alive", "data: cut off"]))
    [ServerEvent(id='7', type='state', data='{}')]
    """
    last_id, kind, data = "", "", list[str]()
    for line in lines:
        if line == "":
            if data:
                yield ServerEvent(last_id, kind or "message", "\n".join(data))
            kind, data = "", []
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            data.append(value)
        elif name == "event":
            kind = value
        elif name == "id" and "\0" not in value:
            last_id = value
