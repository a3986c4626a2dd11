"""Rules by example: text as read, and as a careful person would type it."""

import time
from typing import Any

import pytest

from pipeline.repair.draft import Draft
from pipeline.repair.evidence import Evidence
from pipeline.repair.passages import Passage, Word
from pipeline.repair.rules import repaired

ORDINARY = Word(1, 0, "", 10.0, 0, False, False, 1.0, "text_layer", None)


def draft_of(raw: str, *, marker: int = 0, others: str = "", **first: Any) -> Draft:  # noqa: ANN401
    """A repaired draft; ``first`` are columns of its first word, ``others`` the document's other text."""
    words: list[Word] = []
    starts: list[int] = []
    for token in raw.replace("\n", " ").split(" "):
        starts.append(starts[-1] + len(words[-1].text) + 1 if words else 0)
        words.append(ORDINARY._replace(text=token, seq=len(words), **({} if words else first)))
    return repaired(Passage(raw, words, starts, marker), Evidence([raw, others]))


def text_of(raw: str, **more: Any) -> str:  # noqa: ANN401
    return draft_of(raw, **more).text.replace("\n", " ")


def kinds_of(raw: str, **more: Any) -> set[str]:  # noqa: ANN401
    return {repair.kind for repair in draft_of(raw, **more).repairs()}


@pytest.mark.parametrize(
    ("raw", "text", "kind"),
    [
        ("the ﬁrst oﬃce", "the first office", "ligature"),
        ("zero\u200bwidth \ufeffmark", "zerowidth mark", "unicode"),
        ("no\u00a0break", "no break", "unicode"),
        ("cafe\u0301 table", "café table", "unicode"),
        ("non\u2011voting share", "non-voting share", "unicode"),
        ("the cafÃ© is open", "the café is open", "unicode"),
        ("TThhee mmiillll bbuurrnneedd", "The mill burned", "duplicate_glyphs"),
        ("A N N E X", "ANNEX", "spacing"),
        ("W A T E R R I G H T S", "WATER RIGHTS", "spacing"),
        ("sold ofthe farm", "sold of the farm", "spacing"),
        ("it had amarket and wheatfields", "it had a market and wheatfields", "spacing"),
        ("the harbourauthority of the port", "the harbour authority of the port", "spacing"),
        ("a mill of some impor tance", "a mill of some importance", "spacing"),
        ("nine mills , two weirs .", "nine mills, two weirs.", "spacing"),
        ("■ Water", "Water", "bullet"),
        ("Call \uf095 the mill", "Call the mill", "bullet"),
        ("水は\n流れる", "水は流れる", "line_join"),
        ("see www.weirs.example/\nmaps/2019.html now", "see www.weirs.example/maps/2019.html now", "line_join"),
        ("weirs@\nriver.example", "weirs@river.example", "line_join"),
    ],
)
def test_what_is_put_right(raw: str, text: str, kind: str) -> None:
    assert text_of(raw) == text
    assert kinds_of(raw) == {kind}


@pytest.mark.parametrize(
    "raw",
    [
        "“Quotes” and ‘quotes’ stay",
        "1122 3344 5566",
        "A B C D",
        "Ångström, naïve, Übergrößen",
        "the Ouagadougou weir",
        "www.ofthe.example and gitbranch gitbranch",
        "point . . . . 7",
        "fixed at 5 % of it",
        "می\u200cخواهم",
        "see www.weirs.example/\nfor more",
        "in situ and per se",
        "Straße — und Fluß",
    ],
)
def test_what_stays(raw: str) -> None:
    assert text_of(raw) == raw.replace("\n", " ")
    assert not draft_of(raw).repairs()


def test_words_that_the_document_prints_twice_are_its_own() -> None:
    assert (
        text_of("the harbourauthority of the port", others="any harbourauthority") == "the harbourauthority of the port"
    )


def test_french_words_are_not_parted_or_joined_by_english_lists() -> None:
    french = "le moulin est dans la vallée et les eaux du barrage sont pour les champs de la ville qui est sur une île "
    assert text_of(f"{french * 2}amarket") == f"{french * 2}amarket"


def test_marks_of_items_are_taken_off() -> None:
    assert text_of("• safe water", marker=1) == "safe water"
    assert text_of("a) safe water", marker=1) == "safe water"
    assert text_of("•", marker=1) == ""
    assert kinds_of("• safe water", marker=1) == {"bullet"}


@pytest.mark.parametrize(
    ("raised", "text"), [("12", "¹²"), ("3,4", "³,⁴"), ("a", "ᵃ"), ("th", "th"), ("*", "*"), ("²", "²")]
)
def test_raised_marks(raised: str, text: str) -> None:
    assert text_of(f"{raised} mills", script=1) == f"{text} mills"


@pytest.mark.parametrize(
    ("raw", "text"), [("T he mill", "The mill"), ("A long the river", "Along the river"), ("A new mill", "A new mill")]
)
def test_drop_caps(raw: str, text: str) -> None:
    assert text_of(raw, size=30.0) == text
    assert text_of(raw) == raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [("rnarkets today", "markets today"), ("mi1lion farms", "million farms"), ("hetween rivers", "between rivers")],
)
def test_misread_letters_are_put_right_only_in_doubtful_words(raw: str, text: str) -> None:
    assert text_of(raw, source="ocr", confidence=0.3) == text
    assert text_of(raw, source="ocr", confidence=0.99) == raw
    assert text_of(raw, confidence=0.3) == raw


@pytest.mark.parametrize("raw", ["Rnarkets today", "10 mills", "varnish day", "a1l00 model", "pike", "tho river"])
def test_names_numbers_and_short_or_known_words_are_not_misread(raw: str) -> None:
    assert text_of(raw, source="ocr", confidence=0.1) == raw


def test_a_cut_word_is_judged_as_a_whole() -> None:
    assert text_of("piotec-\ntion", source="ocr", confidence=0.1) == "protection"


def test_what_the_document_prints_twice_is_not_misread() -> None:
    assert text_of("hetween rivers", others="hetween the hetween", source="ocr", confidence=0.3) == "hetween rivers"


@pytest.mark.parametrize(
    "raw",
    [
        "-\n" * 50_000,
        "a\u00ad" * 50_000,
        "ﬁ" * 100_000,
        "x" * 1_000_000,
        "a " * 100_000,
        "ab- " * 50_000,
        "www." * 50_000,
        "Ã©" * 50_000,
        "tthhee " * 20_000,
        "www.a/\n" * 20_000,
        "word , " * 20_000,
    ],
    ids=lambda raw: repr(raw[:7]),
)
def test_no_text_takes_long(raw: str) -> None:
    """Strangers write the input: no rule may take more than linear time."""
    passage = Passage(raw, [ORDINARY], [0])
    began = time.process_time()
    repaired(passage, Evidence([raw])).repairs()
    assert time.process_time() - began < 10
