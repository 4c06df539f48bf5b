"""Scripted people of a Hub: trainees with desks of their own, and an assessor who takes in their hand-ins."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from builders import a_content
from hubs import PASSWORD, Answer, Hub, Visitor
from kernel_socket import kernel_answers
from workshop import Person, Writer

from alongside.grading import sessions
from alongside.grading.course import set_up_course
from alongside.hub.house import House, prepare, share_course
from alongside.model.people import Person as Member
from alongside.records import badges
from alongside.records.people import enrol

SESSION, TASK = "a9", "a9-t1"
DAY = timedelta(days=1)
RECEIPT = re.compile(r'<code class="receipt">([0-9a-f]{64})</code>')


def invite(house: House, content: Path, people: dict[str, list[str]]) -> dict[str, str]:
    """Make the folders of a Hub with a released session and these people; return everybody's code."""
    prepare(house)
    course = set_up_course(a_content(content), house.course, house.exchange, accounts=house.accounts)
    (course.root / "course.yaml").chmod(0o660)
    sessions.release(course, SESSION)
    now = datetime.now(UTC)
    members = [
        Member(id=who, name=f"Fictional {who.title()}", organisation="Fictional School", roles=roles)
        for who, roles in people.items()
    ]
    enrol(house.programme, members, "test", now, now.date())
    share_course(house)
    return badges.issue_all(house.programme, list(people), now, "hub", DAY)


class AtADesk(Person):
    """Somebody with a desk on the Hub; `page` is what they open there."""

    page = "alongside/"

    def __init__(self, hub: Hub, who: str, code: str, **more: Any) -> None:
        super().__init__(who=who, **more)
        self.hub, self.code = hub, code
        self.visitor = Visitor(hub)
        self.base = f"/user/{who}/"

    def arrive(self) -> None:
        """Choose a password with the code of the badge, and wait for the desk."""
        self.insist(self._choose)
        with self.timed("open"):
            self.insist(self.open_again)

    def _choose(self) -> bool | None:
        if self.visitor.choose(self.code).status == 200:
            return True
        # The code is good once: it may have been taken, and the answer lost.
        return True if self.visitor.sign_in(self.who, PASSWORD).status == 302 else None

    def open_again(self) -> Answer | None:
        """Open the page as a person does, and the desk first where it has ended."""
        answer = self.visitor.go(f"{self.base}{self.page}")
        if not answer.path.startswith(self.base) or answer.status == 424:
            self.visitor.go("/hub/spawn")
            answer = self.visitor.go(f"{self.base}{self.page}")
        return answer if answer.status == 200 and answer.path.startswith(self.base) else None

    def send_json(self, address: str, value: Any, method: str = "POST") -> Answer:
        """Send something as a script of a page of one's own desk does."""
        told = {"X-XSRFToken": self.visitor.xsrf(self.base), "Content-Type": "application/json"}
        body = json.dumps(value).encode()
        return self.visitor.ask(method, f"{self.base}{address}", body, **told, **{"Sec-Fetch-Mode": "cors"})

    def open_notebook(self, folder: str) -> None:
        """Open a notebook as its page does, and wait until its kernel answers."""
        notebook = {"path": f"{folder}/module.ipynb"}

        def begun() -> bool | None:
            answer = self.send_json("alongside/api/early-kernel", notebook)
            return True if answer.status == 200 and answer.json["begun"] else None

        self.insist(begun)
        self.wait_for_kernels()

    def wait_for_kernels(self) -> None:
        """Wait until every kernel of the desk answers."""
        told = {"X-XSRFToken": self.visitor.xsrf(self.base), "Sec-Fetch-Mode": "cors"}
        address = f"{self.base}api/kernels"

        def running() -> list[str] | None:
            answer = self.visitor.ask("GET", address, **told)
            return [one["id"] for one in answer.json] if answer.status == 200 else None

        for kernel in self.insist(running):
            headers = {**told, "Cookie": self.visitor.cookie_for(address)}
            self.insist(partial(kernel_answers, f"{self.hub.base}{address}/{kernel}", headers))

    def press(self, address: str, **fields: str) -> Answer | None:
        """Press a button; None where that was refused."""
        answer = self.visitor.press(self.base, address, **fields)
        return answer if answer.status == 200 else None


class Trainee(AtADesk, Writer):
    """Answers one place after the other, and hands in after every few answers."""

    def __init__(self, hub: Hub, who: str, code: str, every: int = 4, **more: Any) -> None:
        super().__init__(hub, who, code, **more)
        self.every = every
        self.receipts: list[str] = []

    def work(self) -> None:
        super().work()
        if self.every and (self.acknowledged + 1) % self.every == 0:
            self.hand_in()

    def put(self, place: str, text: str, rev: int) -> dict[str, Any] | None:
        answer = self.visitor.put(self.base, place, {"text": text}, rev)
        return answer.json if answer.status == 200 else None

    def hand_in(self) -> None:
        """Fetch the session where that has not been done, write its task, hand in, keep the receipt."""
        if not self.receipts:
            self.insist(lambda: self.press(f"begin/{SESSION}"))
        self.write(f"assessments/{SESSION}/{TASK}")
        with self.timed("hand in"):
            page = self.insist(lambda: self.press(f"handin/{SESSION}"))
        self.receipts += RECEIPT.findall(page.text)

    def kept_at_the_desk(self, place: str) -> str | None:
        """Return what the desk answers about a place."""

        def ask() -> Answer | None:
            answer = self.visitor.ask("GET", f"{self.base}alongside/api/answers/{place}")
            return answer if answer.status == 200 else None

        return (self.insist(ask).json["value"] or {}).get("text")

    def kept_on_the_disk(self, home: Path) -> dict[str, str]:
        """Return what the files of this person's workspace hold, by place."""
        return {
            f"{file.parent.relative_to(home / 'alongside')}/{one['id']}": one["value"]["text"]
            for file in sorted((home / "alongside").rglob("*.responses.json"))
            for one in json.loads(file.read_text("utf-8"))["entries"]
        }


class Assessor(AtADesk):
    """Takes in what was handed in, again and again."""

    page = "alongside/assessor"

    def work(self) -> None:
        self.insist(lambda: self.press(f"assessor/{SESSION}", step="collect"))
