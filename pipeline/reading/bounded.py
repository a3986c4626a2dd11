"""An end to Python code that loops on what strangers write: it may make so many calls, and no more.

Calls are counted, not seconds: what comes out is the same on any machine, however busy.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class EndlessError(Exception):
    """The code was stopped: it made too many calls."""


class _Stop(BaseException):
    """No ``Exception``: the code that is to be stopped must not catch it and go on."""


@contextmanager
def bounded(calls: int) -> Iterator[None]:
    """End what runs inside once it has made more than so many calls (and returns: both are counted).

    Raises:
        EndlessError: It has.
    """
    left = calls

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise _Stop

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    except _Stop as stop:
        raise EndlessError(f"it made more than {calls:,} calls") from stop
    finally:
        sys.setprofile(before)
