"""From set pages to blocks: paragraphs, headings, lists, key figures, furniture, panels, drop caps, breaks."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.layout.document import lay_out
from pipeline.layout.page import Page
from tests.layout.pages import LEADING, Sheet

PROSE = (
    "The river board counts the boats that pass the",
    "weir each spring and tells the towns downstream",
    "how much water they may draw until the summer.",
)
MORE = (
    "A gauge in every village shows the level, and",
    "children read it aloud at school each Monday.",
)


def kinds(*pages: Page) -> list[tuple[str, str]]:
    return [(draft.kind, draft.text) for draft in lay_out(pages).drafts]


def texts(*pages: Page) -> list[str]:
    return [text for _, text in kinds(*pages)]


@st.composite
def scattered(draw: st.DrawFn) -> Page:
    """Words anywhere, overlapping as they like, with boxes and rules among them."""
    sheet = Sheet()
    for _ in range(draw(st.integers(0, 25))):
        x, y, size = draw(st.floats(-50, 650)), draw(st.floats(-50, 900)), draw(st.floats(0.5, 60))
        text = draw(st.sampled_from(["river", "12", "•", "Table 1.", "a longer run of words", "1.", "¹ note"]))
        sheet.line(x, y, text, size=size, bold=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 6))):
        x, y = draw(st.floats(-20, 600)), draw(st.floats(-20, 840))
        sheet.box(
            draw(st.sampled_from(["box", "rule"])), x, y, x + draw(st.floats(0, 500)), y + draw(st.floats(0, 500))
        )
    return replace(sheet.page(ocr=draw(st.booleans())))


@given(st.lists(scattered(), max_size=3))
@settings(max_examples=60, deadline=None)
def test_every_word_stands_in_exactly_one_block(pages: list[Page]) -> None:
    pages = [replace(page, number=number) for number, page in enumerate(pages, start=1)]
    found = lay_out(pages)
    placed = [(line.page, seq) for draft in found.drafts for line in draft.lines for seq in line.words]
    placed += [
        (draft.page, int(found.views[draft.page].page.words.seq[i]))
        for draft in found.drafts
        if draft.table
        for cell in draft.table.cells
        for i in cell.words
    ]
    assert sorted(placed) == sorted((page.number, int(seq)) for page in pages for seq in page.words.seq)


def test_paragraphs_part_at_gaps_and_at_lines_that_end_early() -> None:
    sheet = Sheet()
    y = sheet.column(50, 200, [*PROSE, "Nobody pays."])
    y = sheet.column(50, y, MORE)
    sheet.column(50, y + 8, PROSE)
    assert texts(sheet.page()) == [" ".join([*PROSE, "Nobody pays."]), " ".join(MORE), " ".join(PROSE)]


def test_a_sentence_runs_on_from_column_to_column() -> None:
    sheet = Sheet()
    sheet.column(50, 200, [*PROSE, *MORE, PROSE[0], PROSE[1]])
    sheet.column(310, 200, [PROSE[2], *MORE, *PROSE, *MORE])
    blocks = texts(sheet.page())
    assert " ".join(PROSE) in " ".join(blocks[:1] + blocks[1:])
    assert not any(text.startswith(PROSE[2]) for text in blocks)


def test_headings_title_and_their_levels() -> None:
    sheet = Sheet()
    sheet.line(50, 100, "The state of the river", size=24)
    sheet.line(50, 150, "Who counts", size=14, bold=True)
    y = sheet.column(50, 170, [*PROSE, *MORE])
    sheet.line(50, y + 14, "How they count", size=11.6, bold=True)
    sheet.column(50, y + 34, [*PROSE, *MORE])
    found = [(d.kind, d.level) for d in lay_out([sheet.page()]).drafts if d.kind != "paragraph"]
    assert found == [("title", 1), ("heading", 1), ("heading", 2)]


def test_list_items_with_hanging_lines_and_nesting() -> None:
    sheet = Sheet()
    y = 200.0
    for x, text, rest in (
        (50, "• Count the boats that pass", "the weir each spring"),
        (70, "– by hand", ""),
        (50, "• Tell the towns", ""),
    ):
        sheet.line(x, y, text)
        y += LEADING
        if rest:
            sheet.line(x + 8, y, rest)
            y += LEADING
    drafts = lay_out([sheet.page()]).drafts
    assert [(d.kind, d.level, len(d.lines)) for d in drafts] == [
        ("list_item", 1, 2),
        ("list_item", 2, 1),
        ("list_item", 1, 1),
    ]


def test_a_dash_or_number_at_a_line_head_within_a_sentence_is_no_item() -> None:
    sheet = Sheet()
    sheet.column(
        50,
        200,
        ["The board meets in the town hall at the weir on May", "6. It opens at nine and closes when all have spoken."],
    )
    assert [kind for kind, _ in kinds(sheet.page())] == ["paragraph"]


def test_a_large_number_and_the_label_under_it_are_one_key_figure() -> None:
    sheet = Sheet()
    sheet.column(50, 400, [*PROSE, *MORE])
    for x, number, label in ((50, "1,240", "boats a year"), (250, "38%", "of them under sail")):
        sheet.line(x, 300, number, size=26, bold=True)
        sheet.line(x, 316, label, size=9)
    assert kinds(sheet.page())[:2] == [("key_figure", "1,240 boats a year"), ("key_figure", "38% of them under sail")]


def test_panels_side_by_side_are_finished_one_before_the_next() -> None:
    sheet = Sheet()
    for row in range(3):  # the stream goes row by row across both cards
        for x, name in ((60, "left"), (320, "right")):
            sheet.line(x, 220 + row * LEADING, f"{name} card line {row}")
    sheet.box("box", 50, 200, 290, 270)
    sheet.box("box", 310, 200, 550, 270)
    joined = " ".join(texts(sheet.page()))
    assert joined.index("left card line 2") < joined.index("right card line 0")


def test_furniture_is_proven_by_repetition_and_sequence() -> None:
    pages = []
    for number in (1, 2):
        sheet = Sheet()
        sheet.line(50, 30, "River board yearbook")
        sheet.column(50, 200, [*PROSE, *MORE] if number == 1 else [*MORE, *PROSE])
        sheet.line(300, 820, str(number))
        pages.append(replace(sheet.page(), number=number))
    found = kinds(*pages)
    assert [kind for kind, _ in found].count("header") == 2
    assert [text for kind, text in found if kind == "page_number"] == ["1", "2"]


def test_a_page_number_a_little_above_the_footer_beside_it() -> None:
    sheet = Sheet()
    sheet.column(50, 200, [*PROSE, *MORE] * 3)
    sheet.line(50, 820, "River board · Yearbook", size=8)
    sheet.line(540, 807, "1", size=9)
    assert kinds(sheet.page())[-2:] == [("page_number", "1"), ("footer", "River board · Yearbook")]


def test_a_first_line_that_does_not_recur_stays_text() -> None:
    sheet = Sheet()
    sheet.line(50, 60, "A note to all who fish")
    sheet.column(50, 90, [*PROSE, *MORE])
    assert "header" not in [kind for kind, _ in kinds(sheet.page())]


def test_a_drop_cap_heads_its_paragraph() -> None:
    sheet = Sheet()
    sheet.line(50, 224, "T", size=34)
    sheet.column(
        70, 200, ["he river board counts the boats that pass the", "weir each spring and tells the towns downstream"]
    )
    sheet.column(50, 226, ["how much water they may draw until the summer."])
    assert texts(sheet.page()) == [
        "T he river board counts the boats that pass the weir each spring and tells the towns downstream "
        "how much water they may draw until the summer."
    ]


def test_footnotes_and_captions() -> None:
    sheet = Sheet()
    sheet.column(50, 200, [*PROSE, *MORE])
    sheet.line(50, 300, "Figure 2. Boats by month", size=9)
    sheet.line(50, 640, "¹ Without rowing boats.", size=7.5)
    sheet.line(50, 650, "* Estimate.", size=7.5)
    found = kinds(sheet.page())
    assert found[1:] == [
        ("caption", "Figure 2. Boats by month"),
        ("footnote", "¹ Without rowing boats."),
        ("footnote", "* Estimate."),
    ]


def _with_turned(word: str) -> Page:
    sheet = Sheet()
    sheet.column(50, 200, [*PROSE, *MORE])
    sheet.line(10, 400, word)
    page = sheet.page()
    page.words.angle[-1:] = 90
    return page


def test_turned_writing_is_kept_behind_its_page() -> None:
    assert kinds(_with_turned("Archived"))[-1] == ("other", "Archived")


def test_turned_writing_that_pages_share_is_a_running_header() -> None:
    pages = [
        _with_turned("Archived"),
        replace(_with_turned("Archived"), number=2),
        replace(_with_turned("Once"), number=3),
    ]
    assert [kind for kind, text in kinds(*pages) if text in ("Archived", "Once")] == ["header", "header", "other"]


def test_a_caption_at_the_head_of_a_page_is_no_header() -> None:
    sheet = Sheet()
    sheet.line(50, 60, "Table 1. Boats by month", size=8, bold=True)
    sheet.column(50, 80, [*PROSE, *MORE])
    assert "header" not in dict(kinds(sheet.page()))


def test_a_timeline_is_read_row_by_row() -> None:
    sheet = Sheet()
    sheet.column(50, 200, ["May 2019", "3 June 2020", "2021–2023"])
    sheet.column(120, 200, ["The weir is built", "First boats", "Repairs"])
    assert kinds(sheet.page()) == [
        ("list_item", "May 2019 The weir is built"),
        ("list_item", "3 June 2020 First boats"),
        ("list_item", "2021–2023 Repairs"),
    ]
