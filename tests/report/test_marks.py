"""Laws of pieces and traces: nothing of the text is lost, and every stretch leads back to what was read."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.repair.edits import joined
from pipeline.repair.places import Trace
from pipeline.report.marks import Mark, marks, pieces
from pipeline.report.places import Places, stored_words
from pipeline.report.published import Published
from pipeline.stage import discover
from pipeline.store.sites import LocalSite
from tests.documents import run_stages
from tests.report.conftest import Place

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Generous on machines that are busy with other things."""

TEXTS = st.text("ab <\n", max_size=12)


@st.composite
def repaired(draw: st.DrawFn) -> tuple[str, str, list[dict[str, object]]]:
    """A text as read, as repaired, and its repairs; never two of them side by side, as rules make them."""
    raw, text = "", ""
    repairs: list[dict[str, object]] = []
    for kept, before, after in draw(st.lists(st.tuples(TEXTS.filter(bool), TEXTS, TEXTS), max_size=5)):
        raw, text = raw + kept, text + joined(kept)
        if before != after:
            repairs.append({"start": len(text), "end": len(text) + len(after), "before": before, "after": after})
            raw, text = raw + before, text + after
    return raw, text, repairs


@unhurried
@given(repaired(), st.data())
def test_a_stretch_leads_back_to_what_was_read(
    made: tuple[str, str, list[dict[str, object]]], data: st.DataObject
) -> None:
    raw, text, repairs = made
    trace = Trace(repairs)
    for repair in repairs:
        start, end = trace.raw(int(str(repair["start"])), int(str(repair["end"])))
        assert raw[start:end] == repair["before"]
    inside = {at for row in repairs for at in range(int(str(row["start"])), int(str(row["end"])))}
    for at in set(range(len(text))) - inside:
        start, end = trace.raw(at, at + 1)
        assert joined(raw[start:end]) == text[at]
    if text:
        first = data.draw(st.integers(0, len(text) - 1))
        last = data.draw(st.integers(first + 1, len(text)))
        start, end = trace.raw(first, last)
        assert 0 <= start <= end <= len(raw)


@unhurried
@given(st.text("abc", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8))
def test_pieces_are_the_text_and_marks_are_whole(text: str, spans: list[tuple[int, int]]) -> None:
    listed = [Mark("fact", "figures", f"figures-{n}", 0, start, end, "", "") for n, (start, end) in enumerate(spans)]
    found = list(pieces(text, sorted(listed, key=lambda mark: (mark.start, -mark.end))))
    assert "".join(piece.text for piece in found) == text
    for mark in listed:
        inside = mark.start <= mark.end <= len(text)
        covered = "".join(piece.text for piece in found if mark in piece.marks)
        assert covered == (text[mark.start : mark.end] if inside else "")
        assert sum(mark in piece.begins for piece in found) == inside


def test_boxes_hold_the_words_of_every_mark(place: Place, sheet: Published) -> None:
    """The words of the text layer inside a mark's boxes are the mark's words."""
    words = stored_words(LocalSite(place.processed).parts, discover(), sheet.doc_id)
    assert words is not None
    places = Places(sheet, words)
    read = run_stages((place.raw / "cerro-lindero-observatory.pdf").read_bytes())["words"].to_pylist()
    checked = 0
    for mark in (mark for block in marks(sheet).values() for mark in block if mark.layer != "repair"):
        boxes = places.of(mark.block, mark.start, mark.end)
        inside = {
            word["text"]
            for word in read
            for box in boxes
            if box.x0 <= (word["x0"] + word["x1"]) / 2 <= box.x1
            and box.top <= (word["top"] + word["bottom"]) / 2 <= box.bottom
        }
        said = mark.text.split()
        assert any(said[0] in one for one in inside) and any(said[-1] in one for one in inside), (mark, inside)
        checked += 1
    assert checked > 20
