"""A text and its edits: whatever is changed, either text gives the other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds, Repaired, joined, replay, undo
from pipeline.repair.evidence import Evidence
from pipeline.repair.passages import Passage

TEXTS = st.text(alphabet="abc -\n", max_size=30)


def draft_of(text: str) -> Draft:
    return Draft(Passage(text, [], []), Evidence([]))


@st.composite
def changes(draw: st.DrawFn, text: str, rule: str) -> list[Change]:
    """Changes in order that do not overlap."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [span for i, span in enumerate(pairwise(cuts)) if i % 2 == 0]
    return [Change(*span, draw(st.text(alphabet="xy z", max_size=3)), Grounds("kind", rule, 1.0)) for span in spans]


def made(text: str, wanted: list[Change]) -> str:
    """The text with changes made, by the plainest means: from the last to the first."""
    for change in reversed(wanted):
        text = text[: change.start] + change.after + text[change.end :]
    return text


@given(st.data(), TEXTS)
def test_rounds_of_changes_are_on_record(data: st.DataObject, raw: str) -> None:
    draft = draft_of(raw)
    for rule in ("one", "two", "three"):
        wanted = data.draw(changes(draft.text, rule))
        expected = made(draft.text, wanted)
        draft.apply(wanted)
        assert draft.text == expected
    text, repairs = joined(draft.text), draft.repairs()
    assert replay(raw, repairs) == text
    assert undo(text, repairs) == joined(raw)
    assert all(text[r.start : r.end] == r.after for r in repairs)
    assert all(a.end <= b.start for a, b in pairwise(repairs))


@given(st.data(), TEXTS)
def test_rules_are_undone_each_alone(data: st.DataObject, raw: str) -> None:
    draft = draft_of(raw)
    for rule in ("one", "two"):
        draft.apply(data.draw(changes(draft.text, rule)))
    text, repairs = joined(draft.text), draft.repairs()
    for rules in ((), ("one",), ("two",)):
        kept = [r for r in repairs if r.rule not in rules]
        without = undo(text, repairs, rules)
        assert len(without) == len(joined(raw)) + sum(len(r.after) - len(r.before) for r in kept)
        assert undo(undo(text, repairs, rules), shifted(repairs, rules)) == joined(raw)


def shifted(repairs: list[Repaired], undone: tuple[str, ...]) -> list[Repaired]:
    """The repairs that are left, at their places in the text without the others."""
    left, offset = [], 0
    for r in repairs:
        if r.rule in undone:
            offset += len(r.before) - len(r.after)
        else:
            left.append(r._replace(start=r.start + offset, end=r.end + offset))
    return left


@given(st.data(), TEXTS)
def test_what_was_not_changed_is_found_again(data: st.DataObject, raw: str) -> None:
    draft = draft_of(raw)
    draft.apply(data.draw(changes(raw, "one")))
    for offset, character in enumerate(raw):
        if not any(e.start <= offset < e.end for e in draft.edits):
            assert draft.text[draft.place_of(offset)] == character


def test_an_edit_shows_the_whole_word() -> None:
    draft = draft_of("the ham-\nmers fell")
    draft.apply([Change(7, 9, "", Grounds("dehyphenation", "any", 1.0))])
    assert draft.repairs() == [Repaired(4, 11, "ham-\nmers", "hammers", "dehyphenation", "any", 1.0)]


def test_two_edits_in_a_word_stay_apart() -> None:
    draft = draft_of("ﬂute-\nlike")
    draft.apply([Change(0, 1, "fl", Grounds("ligature", "a", 1.0)), Change(4, 6, "-", Grounds("line_join", "b", 1.0))])
    assert [(r.before, r.after) for r in draft.repairs()] == [("ﬂ", "fl"), ("-\n", "-")]
    assert undo("flute-like", draft.repairs(), {"b"}) == "flute- like"


def test_a_removed_token_takes_no_word_with_it() -> None:
    draft = draft_of("• nine mills")
    draft.apply([Change(0, 2, "", Grounds("bullet", "mark", 1.0))])
    assert draft.repairs() == [Repaired(0, 0, "• ", "", "bullet", "mark", 1.0)]


def test_a_later_change_takes_over_an_earlier_one_that_it_reaches_into() -> None:
    draft = draft_of("abc")
    draft.apply([Change(1, 2, "xyz", Grounds("kind", "first", 1.0))])
    draft.apply([Change(2, 3, "", Grounds("kind", "second", 1.0))])
    assert draft.text == "axzc"
    assert [(r.before, r.after, r.rule) for r in draft.repairs()] == [("abc", "axzc", "second")]


@pytest.mark.parametrize("repair", [Repaired(0, 1, "z", "a", "k", "r", 1.0), Repaired(0, 9, "a", "b", "k", "r", 1.0)])
def test_repairs_of_another_text_are_refused(repair: Repaired) -> None:
    with pytest.raises(ValueError, match="at 0"):
        undo(replay("abc", [repair]), [repair._replace(after="?")])
