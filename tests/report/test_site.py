"""The report without a browser: what is written, when, and that strangers' text stays text."""

import re

import numpy as np
from PIL import Image

from pipeline.report.published import Published
from tests.report.conftest import Place

SCRIPTS = re.compile(r"<script[ >]")


def test_documents_that_contradict_themselves_come_first(place: Place) -> None:
    index = (place.report / "index.html").read_text()
    links = re.findall(r'href="documents/(\w+)\.html"', index)
    sources = {one.doc_id: one for one in place.documents().values()}
    listed = [sources[doc_id].about for doc_id in links]
    assert len(listed) == 4
    assert "conflict" in sources[links[0]].tables["checks"]["status"].to_pylist()
    assert listed[1]["status"] == "failed"


def test_only_what_changed_is_written_anew(place: Place) -> None:
    assert place.build() == 0
    page = place.page("lantern-coast-forum.txt")
    before = page.read_bytes()
    page.unlink()
    stray = page.with_name(f"{'0' * 64}.html")
    stray.touch()
    assert place.build() == 1
    assert page.read_bytes() == before
    assert not stray.exists()


def test_text_of_strangers_makes_no_markup(place: Place) -> None:
    for page in (*place.report.glob("documents/*.html"), place.report / "index.html"):
        text = page.read_text()
        assert len(SCRIPTS.findall(text)) == 1
        assert "<img" not in text and "<b " not in text
        assert text.count("Content-Security-Policy") == 1


def test_a_file_that_cannot_be_drawn_says_so(place: Place) -> None:
    text = place.page("broken.pdf").read_text()
    assert "damaged" in text


def test_pictures_of_pages_are_small_and_in_colour(place: Place, sheet: Published) -> None:
    path = place.report / "pictures" / f"{sheet.doc_id}-1.webp"
    assert path.stat().st_size < 250_000
    with Image.open(path) as picture:
        colors = np.asarray(picture.convert("RGB"), dtype=int)
    assert np.ptp(colors, axis=2).max() > 60  # its headings are brown


def test_every_fact_has_its_words_and_its_box(place: Place) -> None:
    for source, document in place.documents().items():
        text = place.page(source).read_text()
        for table in document.facts:
            for number in range(len(document.tables[table])):
                assert f'id="{table}-{number}"' in text
                assert f'id="box-{table}-{number}"' in text
