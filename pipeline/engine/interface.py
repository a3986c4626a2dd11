"""What a place where documents are worked on must offer, be it the processes of one machine or a cluster."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NotRequired, Protocol, TypedDict

from pipeline.reasons import Reason
from pipeline.store.parts import Entry, Failure


class Task(TypedDict):
    """A document to work on: its id, its path below raw/, and the stages to leave out, with the reason.

    ``left_out`` names pages to leave out: stage, page, reason. ``seconds`` is the time it has left; all of an engine's
    time-out where it is missing. ``resumed`` says that an earlier try is gone on with: what that has lost is not
    tried again, and pages are worked on one after the other, so that the one at fault is known.
    """

    doc_id: str
    path: str
    given_up: dict[str, Failure]
    left_out: NotRequired[list[tuple[str, int, str]]]
    seconds: NotRequired[float]
    resumed: NotRequired[bool]


class Message(TypedDict):
    """What is told during the work: a stage, or pages of it, are at work (no entry); or its part is there.

    ``ran`` says that the part was made just now.
    """

    stage: str
    entry: Entry | None
    ran: bool
    pages: NotRequired[list[int]]


Tell = Callable[[Message], int]
"""Takes what is told during the work, and gives the number of processors that it may use at present."""

Work = Callable[[Task, Tell], None]
"""What is done with a task. It stores what it makes; only messages, which JSON can hold, travel."""


@dataclass(frozen=True)
class Result:
    """A task that is over: what was told, why it could not be finished (None if it was), and the seconds it took.

    ``by`` names who did it, where there are several machines.
    """

    task: Task
    messages: list[Message]
    failure: Reason | None = None
    note: str = ""
    seconds: float = 0.0
    by: str = "here"


class EngineError(Exception):
    """No document is at fault: the work cannot be done at all."""


class Engine(Protocol):
    """Where tasks are worked on."""

    @property
    def ahead(self) -> int:
        """How many tasks it wants to hold, at work and waiting, so that nobody is idle."""

    def submit(self, task: Task) -> None:
        """Give a task; it waits for its turn."""

    def results(self) -> Iterator[Result]:
        """Results as they come, until no task is left; more tasks may be given meanwhile.

        Raises:
            EngineError: The work cannot be done at all.
        """

    def cancel(self) -> None:
        """Stop at once and leave nothing behind."""
