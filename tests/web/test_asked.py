"""A question that a list answers better than hits leads to the list."""

from collections.abc import Callable

import pytest

from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("milloin on seuraava kokous", "/kokou"),
        ("mitä minulla on auki", "/lupaukset"),
        ("kuka selvittää rahoituksen", "/lupaukset?nayta=kaikki"),
        ("mitä kunta lupasi", "/lupaukset?"),
    ],
)
def test_a_question_for_a_list_leads_to_it(page: Callable[..., Page], question: str, start: str) -> None:
    assert any(link.get("href", "").startswith(start) for link in page(f"/haku?q={question}").cssselect(".notice.hue-green a"))


def test_words_of_a_matter_lead_to_no_list(page: Callable[..., Page]) -> None:
    assert not page("/haku?q=kokouksen tutkimus").cssselect(".notice.hue-green a")
