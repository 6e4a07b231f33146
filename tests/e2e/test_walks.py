"""What people do from one end to the other: search as they type, filter, read on by keys alone, choose a look, mark a decision."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.e2e


def test_results_come_while_typing_and_filters_without_a_page_load(page: Any, site: str) -> None:
    page.goto(f"{site}/haku?q=tieto")
    page.evaluate("window.sama = true")
    page.locator("#q").press("End")
    page.locator("#q").press_sequentially("malli")
    page.wait_for_url("**/haku?q=tietomalli*")
    page.wait_for_function("document.querySelector('#tulokset mark')?.textContent.toLowerCase().startsWith('tietomalli')")
    before = page.locator("#tulokset [role=status]").inner_text()
    page.locator("#tulokset input[name=vuosi]").first.check()
    page.wait_for_url("**vuosi=*")
    page.wait_for_function("old => document.querySelector('#tulokset [role=status]').innerText !== old", arg=before)
    assert page.evaluate("window.sama") is True
    assert "alkaen" not in page.url


def test_the_search_works_without_javascript(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator("#q").fill("tietomallissa")
    page.locator("#q").press("Enter")
    page.locator("#tulokset input[name=laji]").first.check()
    page.get_by_role("button", name="Rajaa", exact=True).click()
    assert "laji=" in page.url
    assert page.locator("#tulokset .entry").count() > 0
    context.close()


def test_keys_alone_lead_from_search_to_decision_to_page_to_next_mark(page: Any, site: str) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("tietomallin hyväksyminen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haku?*")
    tab_to(page, "a[href^='/paatokset/2025-01-30/4/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/paatokset/2025-01-30/4/*")
    tab_to(page, "a[href*='muistio.pdf'][href*='paatos=']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/asiakirjat/2025-01-30/muistio.pdf*")
    first = page.url
    page.keyboard.press("j")
    page.wait_for_function("old => location.href !== old", arg=first)
    page.wait_for_load_state()
    assert "paatos=2025-01-30" in unquote(page.url)
    page.keyboard.press("k")
    page.wait_for_url(first)


def tab_to(page: Any, selector: str) -> None:
    """Presses Tab until what has the focus matches."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_the_skip_link_leads_to_the_content(page: Any, site: str) -> None:
    page.goto(f"{site}/kokoukset")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "sisalto"


def test_a_chosen_look_is_kept(page: Any, site: str) -> None:
    page.goto(f"{site}/paatokset?laji=approval")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("a[href^='/teema/dark']").click()
    assert page.url == f"{site}/paatokset?laji=approval"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_marks_lie_on_their_words(page: Any, site: str) -> None:
    page.goto(f"{site}/asiakirjat/2025-01-30/muistio.pdf?q=tietomallin")
    page.wait_for_function("document.querySelector('.paper img').naturalWidth > 0")
    boxes = page.locator(".paper .box")
    assert boxes.count() > 0
    for index in range(boxes.count()):
        box = boxes.nth(index).bounding_box()
        lines = page.evaluate(
            """box => [...document.querySelectorAll('.paper text')].filter(line => {
                const r = line.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
                return x > r.left && x < r.right && y > r.top && y < r.bottom;
            }).map(line => line.textContent.toLowerCase())""",
            box,
        )
        assert any("tietomall" in line for line in lines), lines


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_refused(page: Any, site: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in ("/", "/haku?q=tietomalli", "/kuvat", "/asiakirjat/2025-01-30/muistio.pdf", "/paatokset/2025-01-30/4/1"):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(site)] == []
    assert said == []


def test_a_question_mark_shows_the_keys(page: Any, site: str) -> None:
    page.goto(f"{site}/kokoukset")
    for _ in range(2):
        page.keyboard.press("?")
        page.wait_for_selector("#nappaimet[open] kbd")
        page.keyboard.press("Escape")
    assert page.locator("#nappaimet").count() == 1


def test_a_decision_is_confirmed_and_the_confirmation_taken_back(page: Any, site: str) -> None:
    page.goto(f"{site}/paatokset/2024-11-07/4/1")
    page.get_by_text("Vahvista, merkitse tai korjaa").click()
    page.locator("section[aria-labelledby=merkinnat]").get_by_label("Nimesi").first.fill("Testaaja")
    page.locator("section[aria-labelledby=merkinnat] .stack > .tools button[value=confirm]").click()
    assert "Testaaja vahvisti oikeaksi" in page.locator("section[aria-labelledby=merkinnat]").inner_text()
    page.get_by_role("button", name="Peru").click()
    assert "Testaaja" not in page.locator("section[aria-labelledby=merkinnat]").inner_text()


def test_the_first_hit_is_within_ten_tab_stops_and_going_back_leads_to_it(page: Any, site: str) -> None:
    page.goto(f"{site}/haku?q=tietomalli")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#osumat"
    page.keyboard.press("Enter")
    stops = 1
    while not page.evaluate("document.activeElement.matches('.entry h3 a')"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 10
    page.keyboard.press("Tab")
    tab_to(page, ".entry h3 a")
    left = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(left)
    page.go_back()
    page.wait_for_function("href => document.activeElement.href === href", arg=left)


def test_on_a_phone_the_text_comes_first_and_the_way_from_hit_to_hit_stays(page: Any, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/asiakirjat/2025-01-30/muistio.pdf?q=tietomallin&osuma=1#nyt")
    page.wait_for_function("document.getElementById('nyt-teksti').getBoundingClientRect().top < 844")
    text, picture = (page.locator(name).bounding_box()["y"] for name in (".page-text", ".paper"))
    assert text < picture
    bar = page.locator(".walk").bounding_box()
    assert bar["y"] + bar["height"] == 844
