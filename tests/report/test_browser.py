"""The report in a real browser: layers, positions, the way to a box and back, keyboard, and nothing hostile runs."""

from collections.abc import Iterator
from typing import Literal

import pytest

from pipeline.report.published import Published
from tests.report.conftest import HOSTILE_NAME, Place

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -e '.[dev]'")

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 950}, reduced_motion="reduce")
    page.set_default_timeout(5000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield page
    page.close()
    assert complaints == []


@pytest.fixture
def opened(tab: Page, place: Place) -> Page:
    tab.goto(place.page("cerro-lindero-observatory.pdf").as_uri())
    return tab


def test_layers_are_shown_and_hidden(opened: Page) -> None:
    for layer in ("order", "blocks", "tables", "repairs", "entities", "facts"):
        button = opened.get_by_role("button", name=layer.capitalize(), exact=True)
        shapes = opened.locator(f".layer.{layer} rect, .layer.{layer} circle")
        before = button.get_attribute("aria-pressed")
        assert shapes.first.is_visible() == (before == "true")
        button.press("Enter")
        assert button.get_attribute("aria-pressed") != before
        assert shapes.first.is_visible() != (before == "true")


def test_boxes_stand_where_the_tables_say(opened: Page, sheet: Published) -> None:
    paper = opened.locator(".paper").bounding_box()
    page = sheet.rows["pages"][0]
    assert paper is not None
    scale = paper["width"] / float(str(page["width"]))
    for number, block in sheet.blocks.items():
        box = opened.locator(f"#box-block-{number} rect").bounding_box()
        assert box is not None
        found = (box["x"] - paper["x"], box["y"] - paper["y"], box["width"], box["height"])
        x0, top, x1, bottom = (float(str(block[name])) for name in ("x0", "top", "x1", "bottom"))
        wanted = (x0 * scale, top * scale, (x1 - x0) * scale, (bottom - top) * scale)
        assert found == pytest.approx(wanted, abs=2.0)


def test_the_picture_of_the_page_is_shown(opened: Page) -> None:
    natural = opened.evaluate(
        """async () => {
          const picture = new Image();
          picture.src = document.querySelector('svg image').href.baseVal;
          await picture.decode();
          return [picture.naturalWidth, picture.naturalHeight];
        }"""
    )
    assert natural[0] > 800


def test_a_fact_leads_to_its_box_and_back(opened: Page, sheet: Published) -> None:
    for keyboard in (False, True):
        fact = opened.locator("#figures-0")
        fact.focus()
        fact.press("Enter") if keyboard else fact.click()
        box = opened.locator("#box-figures-0")
        assert opened.evaluate("document.activeElement.id") == "box-figures-0"
        assert "chosen" in str(box.get_attribute("class"))
        opened.keyboard.press("Enter")
        assert opened.evaluate("document.activeElement.id") == "figures-0"
    evidence = sheet.rows["figures"][0]["evidence"]
    assert str(evidence).startswith(opened.locator("#figures-0").inner_text())


def test_a_hidden_layer_shows_the_box_that_was_asked_for(opened: Page) -> None:
    opened.get_by_role("button", name="Facts", exact=True).click()
    assert not opened.locator("#box-figures-0 rect").first.is_visible()
    opened.locator("#figures-0").click()
    assert opened.locator("#box-figures-0 rect").first.is_visible()
    opened.get_by_role("link", name="Back to where you were").click()
    assert opened.evaluate("document.activeElement.id") == "figures-0"


def test_a_repair_explains_itself_to_mouse_and_keyboard(tab: Page, place: Place) -> None:
    tab.goto(place.page("lantern-coast-forum.txt").as_uri())
    repair = tab.locator(".words a.repair", has_text="cooperation").first
    tip = tab.get_by_role("tooltip")
    for show in (repair.hover, repair.focus):
        show()
        assert "co-" in tip.inner_text() and "rule" in tip.inner_text() and "confidence" in tip.inner_text()
        tab.keyboard.press("Escape")
        assert tip.is_hidden()
        tab.mouse.move(0, 0)


def test_search_finds_by_title_name_and_status(tab: Page, place: Place) -> None:
    tab.goto((place.report / "index.html").as_uri())
    rows = tab.locator("tbody tr")
    search = tab.get_by_role("searchbox")
    for words, title in (("LANTERN", "Lantern"), ("chile", "Cerro"), ("failed damaged", "broken")):
        search.fill(words)
        shown = [row for row in rows.all() if row.is_visible()]
        assert len(shown) == 1 and title in shown[0].inner_text()
    search.fill("nothing like it")
    assert tab.get_by_text("No document matches").is_visible()


def test_conflicts_stand_side_by_side(tab: Page, place: Place) -> None:
    tab.goto((place.report / "index.html").as_uri())
    tab.locator("tbody a").first.click()
    sides = [one.bounding_box() for one in tab.locator(".conflict").first.locator("blockquote").all()]
    assert len(sides) == 2
    first, second = sides
    assert first and second and first["y"] == second["y"] and first["x"] + first["width"] < second["x"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone(browser: Browser, place: Place, scheme: Literal["light", "dark"]) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    for path in (place.report / "index.html", *place.report.glob("documents/*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path.name
    page.close()


def test_hostile_names_and_texts_do_nothing(tab: Page, place: Place) -> None:
    for page in (place.report / "index.html", place.page(HOSTILE_NAME)):
        tab.goto(page.as_uri())
        assert HOSTILE_NAME in tab.locator("body").inner_text()
        for mark in tab.locator(".words a").all():
            mark.hover()
        assert tab.evaluate("window.hurt") is None
        assert tab.locator("img, iframe, object, embed, main script").count() == 0
        assert tab.evaluate("[...document.querySelectorAll('a')].every(a => !String(a.href).startsWith('javascript'))")


def test_the_policy_stops_a_script_that_gets_in(browser: Browser, place: Place) -> None:
    page = browser.new_page()
    page.goto(place.page(HOSTILE_NAME).as_uri())
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.hurt = 1'}))")
    assert page.evaluate("window.hurt") is None
    page.close()


def test_text_can_be_read_in_light_and_dark(browser: Browser, place: Place) -> None:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page = browser.new_page(color_scheme=scheme)
        page.goto(place.page("cerro-lindero-observatory.pdf").as_uri())
        for selector in (".words", ".about", ".block .head", ".words a.fact", ".toggle.facts", "td", ".status"):
            ratio = page.evaluate(CONTRAST, selector)
            assert ratio >= 4.5, (scheme, selector, ratio)
        page.close()


CONTRAST = """(selector) => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  let one = document.querySelector(selector), ground = one;
  while (rgb(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const pair = [light(rgb(getComputedStyle(one).color)), light(rgb(getComputedStyle(ground).backgroundColor))];
  return (Math.max(...pair) + .05) / (Math.min(...pair) + .05);
}"""
