"""What the columns of a list of people mean, by the words that people put above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alongside.model.people import Role
from alongside.records.naming import folded

_WORDS = {
    "name": "name full-name participant participants person participant-name",
    "first": "first-name firstname given-name given-names forename first",
    "last": "last-name lastname surname family-name last",
    "organisation": "organisation organization org institution employer network authority municipality",
    "school": "school school-name workplace setting",
    "lang": "language lang working-language preferred-language",
    "roles": "role roles part",
    "line_manager": "line-manager manager supervisor reports-to",
    "mentor": "mentor mentor-name",
    "mail": "mail e-mail email email-address e-mail-address mail-address",
    "group": "group cohort-group group-name set",
}
_COLUMN = {word: field for field, words in _WORDS.items() for word in words.split()}
HEADS = {
    "name": "name",
    "organisation": "organisation",
    "school": "school",
    "lang": "language",
    "roles": "role",
    "line_manager": "line manager",
    "mentor": "mentor",
    "mail": "e-mail",
    "group": "group",
}
"""Field to the word above its column in a list that the kit itself makes."""
PLAIN_ORDER = tuple(HEADS)
"""What the cells of a line mean where no line says it."""
_ROLE_WORDS: dict[Role, str] = {
    "trainee": "trainee trainees participant participants candidate learner",
    "trainer": "trainer trainers facilitator tutor",
    "assessor": "assessor assessors marker examiner",
    "coordinator": "coordinator co-ordinator organiser organizer administrator admin",
    "complaints": "complaints ombudsman ombudsperson ombuds",
}
_ROLES = {word: role for role, words in _ROLE_WORDS.items() for word in words.split()}
_LANGUAGES = """
bg bulgarian български|ca catalan català|cs czech čeština|cy welsh cymraeg|da danish dansk|de german deutsch
|el greek ελληνικά|en english|es spanish español|et estonian eesti|eu basque euskara|fi finnish suomi
|fr french français|ga irish gaeilge|gl galician galego|hr croatian hrvatski|hu hungarian magyar
|is icelandic íslenska|it italian italiano|lt lithuanian lietuvių|lv latvian latviešu|mk macedonian македонски
|mt maltese malti|nl dutch nederlands|no norwegian norsk|pl polish polski|pt portuguese português
|ro romanian română|ru russian русский|sk slovak slovenčina|sl slovenian slovene slovenščina
|sq albanian shqip|sr serbian srpski српски|bs bosnian bosanski|sv swedish svenska|tr turkish türkçe
|uk ukrainian українська|ar arabic|fa persian farsi|he hebrew|zh chinese|ja japanese|ko korean
"""
_LANG = {folded(word): one.split()[0] for one in _LANGUAGES.split("|") for word in one.split()}
_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")


def heads_of(row: Sequence[str]) -> list[str] | None:
    """Return the field above each column, empty for an unknown one; None where the row is no heading.

    A heading has a column for the name, or two for it, and half of its words, or three, are known: forms on
    the web give a list many columns that mean nothing here.
    """
    fields = fields_of(row)
    named = "name" in fields or {"first", "last"} <= set(fields)
    known = sum(map(bool, fields))
    return fields if named and (known >= 3 or known * 2 >= sum(map(bool, row))) else None


def fields_of(row: Sequence[str]) -> list[str]:
    """Return the field that each cell would name if it stood above a column, empty for an unknown one."""
    return [_COLUMN.get(re.sub(r"[^a-z]+", "-", folded(cell)).strip("-"), "") for cell in row]


def language_of(word: str) -> str | None:
    """Return the code of a language by its name in English, its own name or a code; None where unknown."""
    return _LANG.get(folded(word)) or (word.lower() if _CODE.match(word) and len(word) != 3 else None)


def roles_of(words: str) -> list[Role] | None:
    """Return the roles that a cell names, parted by signs or by `and`; None where one is unknown."""
    named = [one for one in re.split(r"[,;/+&]|\band\b", words.lower()) if one.strip()]
    found = [_ROLES.get(one.strip()) for one in named]
    return None if None in found else list(dict.fromkeys(one for one in found if one))
