"""Where the clause ends that a statement stands in."""

import re

_END = re.compile(r"[.;:!?](?:\s|$)|,\s(?:and|but|while|which|who|with|where)\s|\s(?:while|whereas|but)\s")


def clause_end(text: str, place: int) -> int:
    """The end of the clause at ``place``."""
    found = _END.search(text, place)
    return found.start() if found else len(text)
