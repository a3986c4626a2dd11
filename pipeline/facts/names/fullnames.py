"""Persons named in full where no sentence tells so: in cells, signatures and contact boxes ('NAME, Press Officer')."""

import re
from collections.abc import Iterator

from pipeline.facts.lexicon import any_of, commonness, fold, name_words, word_list
from pipeline.facts.names import persons
from pipeline.facts.names.claims import Claim
from pipeline.facts.names.propernames import NamedText
from pipeline.facts.spans import Span

_TITLE = rf"(?:{any_of({word.removesuffix('.') for word in name_words('title')})})\.?\s"
TITLES = re.compile(rf"(?:{_TITLE}){{1,4}}")
"""Titles before a name."""
_PART = r"[^\W\d_a-z](?:[^\W\d_]|['’-](?=\w)){1,24}"
_BETWEEN = rf"(?:[A-Z]\.\s|(?:{'|'.join(sorted(name_words('particle')))})\s){{0,3}}"
_FULL_NAME = re.compile(
    rf"(?P<titled>(?:{_TITLE}){{0,4}})(?P<given>{_PART})\s{_BETWEEN}(?P<family>{_PART}(?:\s{_PART})?)"
    r"(?P<behind>$|(?:,|\s[–—|(-]).{0,80})"
)
_RARE, _PLAIN = 3.0, 4.4
"""Zipf frequencies: below the one a word is hardly met but as a name, from the other on it is any word."""


def full_name(text: NamedText, span: Span) -> Iterator[Claim]:
    """A person whose given and family name are all that the span holds, or open it before an office."""
    match = _FULL_NAME.match(text.text, span.start, span.end)
    if not match or match["given"].title().partition("-")[0] not in word_list("given_names"):
        return
    office = bool(match["titled"] or persons.OFFICE_BEHIND.match(fold(match["behind"])))
    if office or commonness(match["family"].split()[-1].lower()) < (_RARE if match["behind"] else _PLAIN):
        name = text.passage.span(match.start("given"), match.end("family"))
        yield Claim(name, text.text[name.start : name.end], "PERSON", "rule", 0.8 if office else 0.65)


def looks_like_a_person(name: str) -> bool:
    """Whether a given name opens a name, or several words and a rare one make it."""
    words = name.split()
    return words[0].title() in word_list("given_names") or (len(words) > 1 and has_rare_word(name))


def has_rare_word(name: str) -> bool:
    """Whether a word of a name is hardly met elsewhere."""
    return any(commonness(word.lower()) < _RARE for word in name.split())
