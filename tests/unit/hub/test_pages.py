"""The Hub's own pages, drawn without a Hub."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader
from tornado.web import HTTPError

from alongside.hub.settings import TEMPLATES


def drawn(page: str, **given: object) -> str:
    """A page as JupyterHub draws it: with its extension for words, and undefined names left empty."""
    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"])
    pages.install_null_translations(newstyle=True)
    return pages.get_template(page).render(base_url="/hub/", look="page.css", mark="mark.svg", **given)


def test_a_desk_that_could_not_be_opened_says_why_and_not_that_nobody_used_it():
    page = drawn("not_running.html", failed=True, exception=HTTPError(503, "The disk of this <Hub> is full."))
    assert "The disk of this &lt;Hub&gt; is full." in page
    assert "Try again" in page
    assert "nobody uses it" not in page


def test_what_the_hub_itself_says_of_a_failure_is_not_shown_to_a_person():
    page = drawn("not_running.html", failed=True, exception=TimeoutError("Spawner.http_timeout exceeded"))
    assert "http_timeout" not in page
    assert "could not be opened just now" in page


def test_a_desk_that_was_closed_is_opened_again_with_one_button():
    page = drawn("not_running.html", failed=False)
    assert "nobody uses it" in page
    assert "Open my desk" in page
