"""Web and e-mail addresses that a line end has broken."""

import re
from collections.abc import Iterator

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds

ADDRESS = re.compile(
    r"://|www\.|\S@\S|\w\.[a-z]{2,6}/|\w\.(?:com|edu|eu|gov|htm|html|info|int|io|net|org|pdf|php)(?![a-z])",
    re.IGNORECASE,
)
"""Found in what can only be a web address, an e-mail address or the name of a file."""

BROKEN = Grounds("line_join", "address", 0.9)

_LINE_END = re.compile(
    r"(?:://|www\.)[^\s]{0,200}?"
    r"(?:[/_=&?%~]\n(?=[\w%~]*[\w%][/._=&?%~-]\w)"  # goes on with more than a word of the sentence
    r"|\w\n(?=[/?#&=]\w))"
    r"|\w\n(?=@\w+\.\w)|\w@\n(?=\w+\.\w)"
)


def broken_addresses(draft: Draft) -> Iterator[Change]:
    """A line end within an address, but for one at a hyphen."""
    if "\n" not in draft.text:
        return
    for found in _LINE_END.finditer(draft.text):
        yield Change(found.end() - 1, found.end(), "", BROKEN)
