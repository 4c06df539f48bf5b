"""Every page of the handbook: its address below the handbook, its template, and what the template draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from jinja2 import Environment

from alongside.content.citing import kit_sources, short_name
from alongside.content.competences import competence_titles
from alongside.content.handbook.book import Piece, book, pieces, text_of
from alongside.content.handbook.countries import countries
from alongside.content.handbook.glossary import glossary
from alongside.content.handbook.route_map import route_map
from alongside.content.shelf import programme
from alongside.model.evidence import Source
from alongside.model.handbook import BLANK, Chapter, CountrySheet, Question, Term
from alongside.publish.handbook.places import SOURCES, Places, neighbours
from alongside.publish.light import headings

Given = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One page: its place below the handbook (nothing for its contents), and how it is drawn."""

    place: str
    template: str
    given: Callable[[Places], Given]


def sheets() -> dict[str, Sheet]:
    """Return every page that there is, by its place; what the handbook is without has none."""
    found = [Sheet("", "contents.html", _contents), Sheet(SOURCES, "sources.html", _sources)]
    found += [_text(shelf, piece) for shelf, piece in pieces(book())]
    if (route := route_map()) is not None:
        found.append(Sheet("route-map", "route-map.html", lambda _places: {"route": route}))
        found += [_question(question, route.owner) for question in route.questions]
    if (words := glossary()) is not None:
        found.append(Sheet("glossary", "glossary.html", _glossary))
    if lands := countries():
        found.append(Sheet("countries", "countries.html", lambda _places: {"lands": lands, "blank": BLANK}))
        found += [_country(sheet, words.terms if words else []) for sheet in lands]
    return {sheet.place: sheet for sheet in found}


def drawn_sheet(env: Environment, sheet: Sheet, places: Places, looks: Given) -> str:
    """Return a page as HTML. `looks` has the edition's `frame`, `file` (addresses of scripts) and names."""
    written = next(
        iter(programme().languages), "en"
    )  # what the texts are written in, whatever the page speaks

    def drawn(text: str) -> str:
        return f'<div lang="{written}">{places.drawn(text)}</div>'

    shared = {"page_at": places.page, "drawn": drawn, "written": written}
    return env.get_template(f"handbook/{sheet.template}").render(looks | shared | sheet.given(places))


def _contents(_places: Places) -> Given:
    whole = book()
    readers = {chapter.id: _readers(chapter) for chapter in whole.chapters} if whole else {}
    return {"book": whole, "there": set(sheets()), "readers": readers}


def _readers(chapter: Chapter) -> list[str]:
    """Return for whom a chapter is, by the programme's titles; nothing where it is for everybody."""
    everybody = programme().audiences
    found = [one.title for one in everybody if one.id in chapter.audience]
    return found if len(found) < len(everybody) else []


def _text(shelf: str, piece: Piece) -> Sheet:
    def given(places: Places) -> Given:
        markdown = text_of(piece)
        before, after = neighbours(piece.id) if shelf == "chapters" else (None, None)
        titles = competence_titles()
        named = [titles[one] for one in getattr(piece, "competences", []) if one in titles]
        return {
            "piece": piece,
            "html": places.drawn(markdown, piece.file),
            "page": {"contents": headings(markdown)},
            "units": places.named(getattr(piece, "units", [])),
            "competences": named,
            "before": before,
            "after": after,
        }

    return Sheet(f"{shelf}/{piece.id}", "text.html", given)


def _question(question: Question, owner: str) -> Sheet:
    def given(places: Places) -> Given:
        units = places.named(question.units)
        sources = _cited(question)
        return {
            "question": question,
            "owner": owner,
            "units": units,
            "sources": sources,
            "address_of": address_of,
        }

    return Sheet(f"route-map/{question.id}", "question.html", given)


def _cited(question: Question) -> dict[str, Source]:
    """Return the sources of the longer stops: a page leads to where they can be read."""
    keys = [*question.thirty.evidence, *question.deep.evidence]
    return {key: kit_sources()[key] for key in keys if key in kit_sources()}


def _glossary(places: Places) -> Given:
    words = glossary()
    terms = sorted(words.terms, key=lambda term: term.term.casefold()) if words else []
    languages = {language.code: language.name for language in words.languages} if words else {}
    return {"terms": terms, "languages": languages, "units_of": lambda term: places.named(term.units)}


def _country(sheet: CountrySheet, terms: Iterable[Term]) -> Sheet:
    names = {term.id: term.term for term in terms}
    return Sheet(
        f"countries/{sheet.id}",
        "country.html",
        lambda _places: {"sheet": sheet, "terms": names, "form": sheet.id == BLANK},
    )


def _sources(_places: Places) -> Given:
    rows = sorted(kit_sources().values(), key=lambda source: source.group or "")
    groups = [(group, list(some)) for group, some in groupby(rows, key=lambda source: source.group or "")]
    return {"groups": groups, "count": len(rows), "short_name": short_name, "address_of": address_of}


def address_of(source: Source) -> str:
    """Return where a source can be found on the web, or nothing."""
    found = source.url or (f"https://doi.org/{source.doi}" if source.doi else "")
    return found if found.startswith(("https://", "http://")) else ""
