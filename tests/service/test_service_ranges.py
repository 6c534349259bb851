"""Which part of a file a Range header asks for."""

import pytest

from service.errors import RangeNotSatisfiable
from service.ranges import byte_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", (0, 0)),
        ("bytes=0-99", (0, 9)),
        ("bytes=9-", (9, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        (" bytes=2-5 ", (2, 5)),
    ],
)
def test_one_range_is_cut_to_the_file(header: str, part: tuple[int, int]) -> None:
    assert byte_range(header, 10) == part


@pytest.mark.parametrize(
    "header", ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "rows=0-1", "bytes=a-b", "bytes=٣-"]
)
def test_what_is_no_single_range_of_bytes_is_passed_over(header: str) -> None:
    assert byte_range(header, 10) is None


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=-0", "bytes=999999999999999999-"])
def test_a_range_behind_the_end_is_refused_with_the_size(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable) as raised:
        byte_range(header, 10)

    assert raised.value.extra["headers"] == {"Content-Range": "bytes */10"}


def test_an_empty_file_is_sent_whole() -> None:
    assert byte_range("bytes=0-", 0) is None
