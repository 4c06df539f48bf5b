"""The handbook: chapters, cases and papers, the route map of research, the glossary, the country sheets."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from alongside.model.base import Shape

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\Z", max_length=60)]
"""The id of a piece of the handbook: part of an address, of a file name, and an anchor."""
Words = Annotated[str, Meta(min_length=1)]
"""A text that may not be empty."""


class Chapter(Shape, kw_only=True):
    """One chapter. `file` is its text, relative to the handbook's folder; `audience` are the programme's."""

    id: Name
    title: Words
    file: str
    units: list[str] = []
    audience: list[str] = []


class Case(Shape, kw_only=True):
    """One invented case to talk about, with the units and the competences that it serves."""

    id: Name
    title: Words
    file: str
    units: list[str] = []
    competences: list[str] = []


class Paper(Shape, kw_only=True):
    """One further text: a policy, a template."""

    id: Name
    title: Words
    file: str


class Handbook(Shape, kw_only=True):
    """The whole of `handbook.yaml`: the order in which the texts are read."""

    title: Words
    chapters: list[Chapter] = []
    cases: list[Case] = []
    papers: list[Paper] = []


class ShortStop(Shape, kw_only=True):
    """The five-minute stop of a question: one paragraph and what it rests on."""

    text: Words
    evidence: list[str]


class ReadingStop(Shape, kw_only=True):
    """A longer stop: a source that can be found, and what to read in it."""

    title: Words
    text: Words
    evidence: list[str]
    minutes: int | None = None


class Saying(Shape, kw_only=True):
    """What people say, and what is known instead."""

    say: Words
    but: Words
    evidence: list[str] = []


class Question(Shape, kw_only=True):
    """One question of the route map; the dates say when its answers were checked and will be again."""

    id: Name
    question: Words
    checked: date
    next_check: date
    five: ShortStop
    thirty: ReadingStop
    deep: ReadingStop
    people_say: list[Saying] = []
    units: list[str] = []


class RouteMap(Shape, kw_only=True):
    """The whole of `route-map.yaml`; `owner` looks after it."""

    questions: list[Question]
    owner: str = ""


class Language(Shape, kw_only=True):
    """A language of the glossary besides English: its code and its English name."""

    code: Name
    name: Words


class Word(Shape, kw_only=True):
    """A word for a term in another language; `confirm` until a national colleague has agreed."""

    lang: str
    word: Words
    note: str = ""
    confirm: bool = False


class Term(Shape, kw_only=True, rename={"not_": "not"}):
    """One term: what it means here, and what it is not."""

    id: Name
    term: Words
    meaning: Words
    not_: str = ""
    words: list[Word] = []
    evidence: list[str] = []
    units: list[str] = []


class Glossary(Shape, kw_only=True):
    """The whole of `glossary.yaml`."""

    terms: list[Term]
    languages: list[Language] = []


class Known(Shape, kw_only=True):
    """Something that exists in a country, and where that is written."""

    text: Words
    evidence: list[str] = []


class ToFindOut(Shape, kw_only=True):
    """A matter of national law or custom; `confirm` until a national colleague has agreed."""

    text: str = ""
    confirm: bool = False


class Safeguarding(Shape, kw_only=True):
    """What has to be known before the first conversation with somebody; blank until it was found out."""

    law: str = ""
    who_to_call: str = ""
    time_limit: str = ""
    confirm: bool = False


class UsedWord(Shape, kw_only=True):
    """Which word is used in a country for a term of the glossary."""

    term: str
    use: str


class CountrySheet(Shape, kw_only=True):
    """The whole of `countries/<id>.yaml`; `signed_by` is empty until a national expert has signed it."""

    id: Name
    country: str
    languages: list[str] = []
    checked: date | None = None
    signed_by: str = ""
    exists: list[Known] = []
    adapt: list[str] = []
    words: list[UsedWord] = []
    safeguarding: Safeguarding = Safeguarding()
    checks_on_mentors: ToFindOut = ToFindOut()
    recording: ToFindOut = ToFindOut()
    retention: ToFindOut = ToFindOut()
    emergency: ToFindOut = ToFindOut()
    to_confirm: list[str] = []


BLANK = "blank"
"""The id of the sheet that is a form: whoever brings the programme to another country fills it in."""
