"""The Hub's own pages, drawn without a Hub."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
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
    assert "Whoever looks after the server needs these words" in page
    assert "Nothing you wrote is lost" in page
    assert "Try again" in page
    assert "nobody uses it" not in page


def test_what_the_hub_itself_says_of_a_failure_is_not_shown_to_a_person():
    page = drawn("not_running.html", failed=True, exception=TimeoutError("Spawner.http_timeout exceeded"))
    assert "http_timeout" not in page
    assert "Your desk could not be opened" in page
    assert "needs these words" not in page


def test_a_desk_that_was_closed_is_opened_again_with_one_button_which_leads_to_the_page_asked_for():
    asked = "/hub/spawn/ana?next=%2Fhub%2Fuser%2Fana%2Falongside%2Funit%2Fm01"
    page = drawn("not_running.html", failed=False, spawn_url=asked)
    assert "Your desk is closed" in page
    assert "when nobody uses it" in page
    assert f'href="{asked}">Open my desk' in page


@pytest.mark.parametrize(("open_now", "says"), [(True, "Your desk is open"), (False, "Your desk is closed")])
def test_the_hubs_first_page_says_whether_the_desk_is_open(open_now, says):
    page = drawn("home.html", default_server=SimpleNamespace(active=open_now))
    assert says in page
    assert 'href="/hub/spawn"' in page


@pytest.mark.parametrize(("user", "leads"), [("ana", "Back to my desk"), (None, "Sign in")])
def test_a_page_that_does_not_exist_leads_on(user, leads):
    page = drawn("404.html", status_code=404, user=user)
    assert "There is no such page" in page
    assert f'href="/hub/home">{leads}' in page


def test_a_desk_that_does_not_answer_is_not_called_a_fault_of_the_server():
    page = drawn("error.html", status_code=503, message_html="Your server appears to be down.")
    assert "Your desk does not answer just now" in page
    assert "appears to be down" not in page
    assert 'href="/hub/home">Back to my desk' in page  # the proxy does not say who asks
