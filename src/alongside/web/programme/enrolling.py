"""Adding people: one by a form, many by paste or file, with a preview before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from tornado.web import HTTPError

from alongside.model.people import FIRST_GROUP, Person
from alongside.records.cells import Assumed, field_names
from alongside.records.columns import HEADS, PLAIN_ORDER
from alongside.records.lists import Reading, read_list, take_in
from alongside.records.people import read_people
from alongside.records.tables import LARGEST, LETTERS, ListError, text_of
from alongside.strings import _, ngettext
from alongside.web.page import Access
from alongside.web.programme.cohort import CohortDoor, role_names


@dataclass(frozen=True)
class Asked:
    """What a form holds: a list as text or one person's fields, what is assumed, from which day."""

    text: str = ""
    assumed: Assumed = field(default_factory=Assumed)
    day: str = ""
    guessed: str = ""
    one: dict[str, str] | None = None


class AddPage(CohortDoor):
    """The forms; what a list says before it is written; and what was written."""

    access: ClassVar[Access] = "trainer"

    async def get(self) -> None:
        """Draw empty forms, with what the cohort has in common filled in."""
        organisation, lang = await self.work(_usual, self.root)
        assumed = Assumed(organisation=organisation, lang=lang or self.workspace.lang)
        await self.show(Asked(assumed=assumed, day=self.now.date().isoformat()))

    async def post(self) -> None:
        """Preview a list, write it, or write one person."""
        act = self.get_body_argument("act", "")
        if act not in {"one", "preview", "write", "despite"}:
            raise HTTPError(400, reason=_("This page has no such step."))
        asked = self.one_person() if act == "one" else self.form()
        try:
            asked = await self.work(self.with_file, asked)
            if act == "preview":
                read = await self.work(lambda: read_list(asked.text, read_people(self.root), asked.assumed))
                await self.show(asked, read)
            else:
                await self.write_down(asked, despite=act == "despite")
        except ListError as err:
            self.set_status(422)
            await self.show(asked, problem=str(err))

    async def write_down(self, asked: Asked, *, despite: bool = False) -> None:
        """Let people join, and the list of candidates follow; a fault shows the form again."""
        now, day = self.now, self.day

        def joined() -> tuple[Reading, list[Person], list[str]]:
            reading, new = take_in(
                self.root, asked.text, asked.assumed, by=self.by, now=now, day=day, despite=despite
            )
            return reading, new, self.write_list() if new else []

        reading, new, told = await self.work(joined)
        if not new:
            self.set_status(422 if reading.troubles else 200)
            await self.show(asked, reading)
            return
        count = ngettext("{n} person joined: {names}.", "{n} people joined: {names}.", len(new))
        names = ", ".join(one.name for one in new)
        self.draw("added.html", part="lead", told=[count.format(n=len(new), names=names), *told], new=new)

    def form(self) -> Asked:
        """Return what the form for many holds."""
        text = self.get_body_argument("text", "", strip=False)
        return Asked(text, self.assumed(), self.day.isoformat())

    def with_file(self, asked: Asked) -> Asked:
        """Return the same with the text of the file that was chosen, if one was; ListError if too large."""
        files = self.request.files.get("file", [])
        body = files[0].body if files else b""
        if max(len(body), len(asked.text)) > LARGEST:
            raise ListError(_("This is far too large for a list of people."), do=_("Divide it."))
        if not body:
            return asked
        letters = self.get_body_argument("letters", "")
        text, guessed = text_of(body, letters if letters in LETTERS else "")
        return replace(asked, text=text, guessed=guessed)

    def assumed(self) -> Assumed:
        """Return what holds for those of whom the list does not say it."""
        given = {
            name: " ".join(self.get_body_argument(f"all-{name}", "").split())
            for name in ("organisation", "group", "lang")
        }
        return Assumed(given["organisation"], given["group"] or FIRST_GROUP, given["lang"] or "en")

    def one_person(self) -> Asked:
        """Return the form for one person as a list of one, so that the same rules hold."""
        one = {name: " ".join(self.get_body_arguments(name)) for name in PLAIN_ORDER}
        one = {name: " ".join(value.split()).replace('"', "”") for name, value in one.items()}
        one["roles"] = "/".join(self.get_body_arguments("roles"))
        text = "\t".join(HEADS[name] for name in PLAIN_ORDER) + "\n"
        text += "\t".join(one[name] for name in PLAIN_ORDER) + "\n"
        return Asked(text, Assumed(), self.day.isoformat(), one=one)

    async def show(self, asked: Asked, reading: Reading | None = None, problem: str = "") -> None:
        """Draw the forms, with how a list was read above them."""
        people = (await self.work(read_people, self.root)).everybody.values()
        self.draw(
            "enrol.html",
            part="lead",
            asked=asked,
            reading=reading,
            problem=problem,
            groups=sorted({one.group for one in people} | {FIRST_GROUP}),
            organisations=sorted({one.organisation for one in people}),
            fields=field_names(),
            heads=HEADS,
            blank=dict.fromkeys(HEADS, ""),
            role_names=role_names(),
            letters=letter_names(),
        )


def letter_names() -> dict[str, str]:
    """Return what people call the ways in which older spreadsheets write letters."""
    return {
        "cp1252": _("western European"),
        "cp1250": _("central European"),
        "cp1251": _("Cyrillic"),
        "cp1253": _("Greek"),
        "cp1254": _("Turkish"),
        "cp1257": _("Baltic"),
    }


def _usual(root: Path) -> tuple[str, str]:
    """Return the organisation and the language that most people of the cohort have; empty without people."""
    people = read_people(root).present()
    organisations = Counter(one.organisation for one in people).most_common(1)
    languages = Counter(one.lang for one in people).most_common(1)
    return organisations[0][0] if organisations else "", languages[0][0] if languages else ""
