"""Pages side by side: while tesseract reads one, the next is made ready, as far as there are processors to spare.

Threads, of which one at a time works: what else a page needs is done by libraries that must not be called twice at
once (PDFium), and takes memory that is to be taken once. A thread gives its turn away while it waits for tesseract,
where nearly all of the time goes.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import Generic, TypeVar

from pipeline.schema import Row
from pipeline.stage import RawFile

Done = TypeVar("Done")


class Turns:
    """Lets one thread work at a time."""

    def __init__(self) -> None:
        self._lock = Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Work, once it is this thread's turn."""
        with self._lock:
            yield

    @contextmanager
    def given_away(self) -> Iterator[None]:
        """Let others work while this thread, whose turn it is, waits."""
        self._lock.release()
        try:
            yield
        finally:
            self._lock.acquire()


class Abreast(Generic[Done]):
    """Reads a document's pages; what comes out does not depend on how many are at work at once.

    Args:
        read: Reads a page, from the file and the page's row of ``Sheets``; it calls the file's ``begin`` first.
        file: The document; its ``begin`` says how many pages may be at work.
        turns: What ``read`` gives away while it waits.
    """

    def __init__(self, read: Callable[[RawFile, Row], Done], file: RawFile, turns: Turns) -> None:
        self._read, self._begun, self._turns = read, file.begin, turns
        self._file = replace(file, begin=self._begin)
        self._todo: deque[tuple[int, Row]] = deque()
        self._done: dict[int, Done] = {}
        self._helpers: list[Future[None]] = []
        self._at_work, self._allowed = 1, 1

    def pages(self, sheets: Sequence[Row]) -> list[Done]:
        """What was made of each page, in their order.

        Raises:
            Exception: Whatever ``read`` raises; no further page is begun then.
        """
        self._todo.extend(enumerate(sheets))
        with ThreadPoolExecutor(max(1, len(sheets))) as self._threads:  # it starts them as they are asked for
            self._work(helps=False)
            for helper in self._helpers:
                helper.result()
        return [self._done[number] for number in range(len(sheets))]

    def _begin(self, page: int) -> int:
        self._allowed = self._begun(page)
        if self._todo and self._at_work < self._allowed:
            self._at_work += 1
            self._helpers.append(self._threads.submit(self._work, helps=True))
        return self._allowed

    def _work(self, *, helps: bool) -> None:
        """Read page after page; who helps leaves when processors are wanted elsewhere."""
        with self._turns.taken():
            while self._todo and not (helps and self._at_work > self._allowed):
                number, sheet = self._todo.popleft()
                try:
                    self._done[number] = self._read(self._file, sheet)
                except BaseException:
                    self._todo.clear()
                    raise
            self._at_work -= 1
