"""How far the name of a body reaches: 'Food and Agriculture Organization', 'Ministry of Trade, Industry and Energy'."""

from pipeline.facts.lexicon import commonness, fold, name_words, word_list
from pipeline.facts.names import countries, places
from pipeline.facts.names.bodynouns import known, noun_kind
from pipeline.facts.names.propernames import NamedText, Run, is_rare

_LINKS = frozenset({"of", "for", "on", "against"})
_TWO_ACTIVITIES = frozenset({"and", "&"})
_DETERMINERS = frozenset({"the", "its", "a", "an", "their", "our", "this"})
_OF_AN_OFFICE = frozenset({"Office", "Bureau", "Cabinet", "Secretariat", "Court"})
"""What bodies are called that are for somebody in office."""
_PLURAL = 2.5
"""The Zipf frequency from which a word names people whom a body may belong to ('Growers')."""


def extended(text: NamedText, last: int) -> int:
    """The last token of a name that runs on: 'Ministry' + 'of Trade and Industry'."""
    while (stop := _linked(text, last)) is not None:
        whose = text.text[text.tokens[last + 2].start : text.tokens[stop].end]
        last = stop if whose in countries.index() else _coordinated_end(text, stop)
    return last


def _linked(text: NamedText, last: int) -> int | None:
    place, tokens = last + 1, text.tokens
    if not _follows(text, place) or tokens[place].text not in _LINKS:
        return None
    place += 1
    if _follows(text, place) and tokens[place].text == "the":
        place += 1
    if not _follows(text, place) or not tokens[place].named:
        return None
    if tokens[place - 1].text == "the" and tokens[last].text in _OF_AN_OFFICE:
        place = _office_end(text, place)
    return _segment_end(text, place)


def _office_end(text: NamedText, place: int) -> int:
    """The end of the office that a body is for: 'Auditor General'."""
    while _follows(text, place + 1) and text.tokens[place + 1].text in word_list("offices"):
        place += 1
    return place


def _follows(text: NamedText, place: int) -> bool:
    return 0 < place < len(text.tokens) and text.between(place - 1, place) == " "


def _goes_before(text: NamedText, place: int) -> bool:
    word = text.tokens[place]
    return word.named and word.text.lower() not in name_words("function") and _is_activity(text, place, place)


def _is_owned(text: NamedText, place: int) -> bool:
    """As ``_follows``, also behind the owners of a body: 'Visitors' and'."""
    return _follows(text, place) or (place > 0 and fold(text.between(place - 1, place)) in ("' ", "'s "))


def _segment_end(text: NamedText, place: int) -> int:
    while (
        _follows(text, place + 1)
        and text.tokens[place + 1].named
        and text.tokens[place + 1].text not in word_list("offices")
    ):
        place += 1
    return place


def _coordinated_end(text: NamedText, last: int) -> int:
    """``last``, or the end of what is coordinated with it: 'Trade' + 'and Industry'."""
    place, end = last, last
    while place + 1 < len(text.tokens):
        gap, closing = text.between(place, place + 1), False
        if gap == " " and text.tokens[place + 1].text in _TWO_ACTIVITIES and _follows(text, place + 2):
            closing, start = True, place + 2
        elif gap == ", ":
            start = place + 1
        else:
            break
        if closing is False and text.tokens[start].text in _TWO_ACTIVITIES:
            closing, start = True, start + 1
        if start >= len(text.tokens) or not text.tokens[start].named:
            break
        stop = _segment_end(text, start)
        if not _is_activity(text, start, stop):
            break
        place = stop
        if closing:
            end = stop
            break
    return end


def _is_activity(text: NamedText, first: int, last: int) -> bool:
    """Whether capitalised words name a field of work rather than somebody or somewhere."""
    words = [token.text for token in text.tokens[first : last + 1]]
    printed = text.text[text.tokens[first].start : text.tokens[last].end]
    if any(printed in names for names in (countries.index(), known(), places.gazetteer())) or any(
        noun_kind(word) in ("head", "suffix") for word in words
    ):
        return False
    endings = ("tion", "ment", "ing", "ity", "culture", "ship", "ness")
    return all(not is_rare(word) or not is_rare(word.removesuffix("s")) or word.endswith(endings) for word in words)


def coordinated_start(text: NamedText, run: Run) -> int:
    """``run.first``, or the start of what is coordinated before it: 'Food and' + 'Agriculture Organization'."""
    place = run.first - 1
    if (
        place < 1
        or text.tokens[place].text not in _TWO_ACTIVITIES
        or not _is_owned(text, place)
        or not _follows(text, run.first)
    ):
        return run.first
    start = place - 1
    owned = text.between(start, place) != " " and commonness(text.tokens[start].text.lower()) >= _PLURAL
    if not text.tokens[start].named or text.tokens[start].start in text.opening:
        return run.first
    if not owned and not _is_activity(text, start, start):
        return run.first
    while _follows(text, start) and _goes_before(text, start - 1):
        start -= 1
    before = text.tokens[start - 1].text.lower() if _follows(text, start) else ""
    return start if before in _DETERMINERS else run.first
