"""'The Agency': a body called by its noun alone after it was named in full."""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.lexicon import fold, name_words
from pipeline.facts.names.claims import Claim
from pipeline.facts.names.propernames import NamedText

_SHORT = re.compile(r"(?<!\w)[Tt]he\s(?P<noun>[A-Z][\w'-]+)(?!['-]?\w)(?!\s[A-Z])")


def shorthand(texts: Sequence[NamedText], found: Sequence[Claim]) -> Iterator[Claim]:
    """Mentions such as 'the Fund', each given the name of the last body named in full with that noun."""
    bodies = [claim for claim in found if claim.label == "ORG"]
    last: dict[str, Claim] = {}
    place = 0
    for text in texts:
        for match in _SHORT.finditer(fold(text.text)):
            span = text.passage.span(*match.span("noun"))
            while place < len(bodies) and bodies[place].span < span:
                last |= dict.fromkeys(_nouns(bodies[place]), bodies[place])
                place += 1
            named = last.get(match["noun"])
            if named:
                yield Claim(
                    span, text.text[span.start : span.end], "ORG", "rule", 0.6, named.name or named.text, named.id
                )


def _nouns(body: Claim) -> list[str]:
    return [word for word in (body.name or body.text).split() if word in name_words("head")]
