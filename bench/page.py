"""The figures as a page of the documentation."""

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.child import Child
from bench.growth import PageCost, Runs
from bench.plumber import Plumbing
from bench.speed import Speed

PICTURE = "pictures/speed.svg"

_HEAD = """# What it costs

Made by `make bench` (`python -m bench --page docs/benchmarks.md`) on a machine with {cores} cores ({machine}), beside
whatever else it was doing: ratios taken in one run are to be trusted, seconds less so. The documents are the sheets
that the repository draws (`tests/sheets`), those that other programs typeset (`tests/typeset`), and scans made of the
former.
"""


def page(
    digital: Speed, scans: Speed, plumbing: Plumbing, pages: Sequence[PageCost], clock: "Clock | None" = None
) -> Iterator[str]:
    """The page, line by line; ``clock`` is left out on a machine that is too busy for it."""
    yield _HEAD.format(cores=os.cpu_count(), machine=platform.machine())
    yield "## Text layers\n"
    yield _told(digital)
    yield f"![CPU of readers and stages beside {digital.baseline}]({PICTURE})\n"
    yield from _shares(digital)
    yield "\n## pdfplumber's algorithms on our objects\n"
    yield from _plumbed(plumbing)
    yield "\n## Scans\n"
    yield _told(scans)
    yield from _shares(scans)
    yield "\n## Growth with the page\n"
    yield "CPU milliseconds for a thousand words of one page: reading, and layout.\n"
    yield from _table(
        ("words", "rules", "read", "layout"),
        ((f"{p.words:,}", f"{p.rules:,}", _by_thousand(p.read, p), _by_thousand(p.layout, p)) for p in pages),
    )
    if clock:
        yield from _by_the_clock(clock)


@dataclass(frozen=True)
class Clock:
    """What only the clock tells: readers in processes of their own, and runs, of which one has one worker."""

    fresh: Mapping[str, Child]
    single: Child
    one_worker: Runs
    runs: Sequence[Runs]


_PLUMBING = """
pdfplumber's own code on what PDFium reads (`pipeline/reading/plumber.py`), beside the same on what pdfminer reads, over
the same pages. Where words differ, pdfminer gives symbols another character (`(cid:127)` for a bullet, `l` or `n` for a
box) or a minus sign a hyphen, or takes a space that is drawn over a letter, at a point of hyphenation, for one that
parts words; a few gaps lie at the tolerance itself.
"""


def _plumbed(plumbing: Plumbing) -> Iterator[str]:
    yield _PLUMBING.strip() + "\n"
    yield from _table(("method", "share of its CPU"), ((name, f"{share:.2f}") for name, share in plumbing.cost.items()))
    yield ""
    same = plumbing.agreement._asdict().items()
    yield from _table(("the same", "share of pages"), ((name, f"{share:.2f}") for name, share in same))


def _by_the_clock(clock: Clock) -> Iterator[str]:
    yield "\n## In a process of its own\n"
    yield "Start-up and one document: seconds on the clock, and the most memory.\n"
    rows = ((name, f"{one.seconds:.2f}", f"{one.memory:.0f}") for name, one in clock.fresh.items())
    yield from _table(("reader", "seconds", "MB"), rows)
    yield "\n## Growth with the documents\n"
    yield f"Runs over short text sheets. One alone took {clock.single.seconds:.1f} seconds, nearly all of it start-up,"
    yield "which is left out of the time a document.\n"
    yield from _table(
        ("documents", "workers", "ms a document", "nothing to do (s)", "one new (s)", "supervisor (MB)"),
        (
            (
                f"{run.documents:,}",
                run.workers,
                f"{1000 * _each(run, clock.single):.1f}",
                f"{run.nothing.seconds:.2f}",
                f"{run.one_new.seconds:.2f}",
                f"{run.all.memory:.0f}",
            )
            for run in (clock.one_worker, *clock.runs)
        ),
    )
    times = _each(clock.one_worker, clock.single) / _each(clock.runs[0], clock.single)
    yield f"\nTwo workers did {times:.2f} times the work of one."


def draw(speed: Speed, path: Path) -> None:
    """Bars for readers and for our stages, in shares of the baseline."""
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    mpl.rcParams["svg.hashsalt"] = "speed"
    shown = sorted(((share, name) for name, share in speed.shares.items() if share >= _SEEN), reverse=True)
    figure, axes = plt.subplots(figsize=(8, 0.28 * len(shown) + 0.8), layout="constrained")
    colours = [
        "#1f6f8b" if name.startswith("ours") else "#99c1cf" if name.startswith("stage") else "#c9ada7"
        for _, name in shown
    ]
    bars = axes.barh([name for _, name in shown], [share for share, _ in shown], color=colours)
    axes.bar_label(bars, fmt="%.2f", padding=3)
    axes.invert_yaxis()
    axes.set_xlabel(f"CPU, as a share of {speed.baseline}")
    axes.spines[["top", "right"]].set_visible(False)
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


_SEEN = 0.01
"""A bar for a smaller share cannot be seen."""


def _told(speed: Speed) -> str:
    return (
        f"{speed.pages} pages, {speed.rounds} rounds that count after one that warms up; {speed.baseline} took "
        f"{1000 * speed.seconds:.0f} ms of CPU a page. Medians over the rounds of the ratio within a round.\n"
    )


def _shares(speed: Speed) -> Iterator[str]:
    rows = sorted(speed.shares.items(), key=lambda item: -item[1])
    yield from _table(
        ("reader or stage", f"share of {speed.baseline}"), ((name, f"{share:.2f}") for name, share in rows)
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"


def _by_thousand(seconds: float, cost: PageCost) -> str:
    return f"{1e6 * seconds / cost.words:.1f}"


def _each(runs: Runs, single: Child) -> float:
    """Seconds a document, without start-up."""
    return (runs.all.seconds - single.seconds) / max(1, runs.documents - 1)
