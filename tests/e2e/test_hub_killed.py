"""Fourteen people work on a Hub while its parts are killed one by one: what was acknowledged is there.

No service runs beside the Hub (decision 21). Its part, the shared course, is played by the desk of the
assessor, who takes in hand-ins all the time: that desk is the one killed in place of a service. The Hub is
started again as systemd would; proxy and kernel come back by themselves, and a desk when its person opens it.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import accounts
import psutil
import pytest
from hub_workshop import SESSION, TASK, Assessor, AtADesk, Trainee, invite
from hubs import Hub
from jupyter_client import BlockingKernelClient
from workshop import GIVES_UP, places_to_write, send_home, wait_for_all, wait_until

from alongside.grading import intake
from alongside.grading.course import open_course
from alongside.hub.accounts import account_name

pytestmark = pytest.mark.skipif(bool(accounts.why_not()), reason=accounts.why_not() or "accounts can be made")

TRAINEES = [f"w{number:02}" for number in range(1, 14)]
ASSESSOR = "asa"
WITH_A_KERNEL, MODULE, BY_KERNEL = "w02", "modules/m02-agreements", "m02-r1"
"""One person's kernel and desk save into one file; `BY_KERNEL` is what the kernel answers."""
HALF = re.compile(r"\..+\.saving(\.[0-9a-f]+)?|\..+\.[0-9a-f]{8}\.(new|old)|(kernel|jpserver)-.+|.+\.pid")
"""Names of what is only there while somebody writes or runs."""


@dataclass
class Cohort:
    """A Hub, whichever start of it is the latest, and its people at work."""

    hub: Hub
    trainees: list[Trainee]
    assessor: Assessor

    @property
    def everybody(self) -> list[AtADesk]:
        return [*self.trainees, self.assessor]

    def home(self, who: str) -> Path:
        return self.hub.house.homes / account_name(who, self.hub.house.account_prefix)

    def desk_of(self, who: str) -> psutil.Process | None:
        """The server of a person, where one runs."""
        return next((one for one in self.processes_of(who) if "singleuser" in line_of(one)), None)

    def processes_of(self, who: str) -> list[psutil.Process]:
        account = account_name(who, self.hub.house.account_prefix)
        return [one for one in self.hub.left() if one.info["username"] == account]

    def all_try_something(self) -> None:
        """Wait until everybody has had an answer or a refusal since now."""
        before = {one: one.acknowledged + one.refused for one in self.everybody}
        wait_until(
            lambda: all(one.acknowledged + one.refused > had for one, had in before.items()), self.everybody
        )


# Not called as the fixtures that tests/conftest.py lets be tried again: an answer lost once is lost.
@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cohort]:
    with accounts.house() as house:
        invited = {**{who: ["trainee"] for who in TRAINEES}, ASSESSOR: ["assessor"]}
        codes = invite(house, tmp_path_factory.mktemp("content"), invited)
        hub = Hub(house)
        own = {who: places_to_write() for who in TRAINEES}
        own[WITH_A_KERNEL] = [one for one in places_to_write("m02") if not one.endswith(BY_KERNEL)]
        trainees = [Trainee(hub, who, codes[who], places=own[who], pause=1.0) for who in TRAINEES]
        made = Cohort(hub, trainees, Assessor(hub, ASSESSOR, codes[ASSESSOR], pause=1.0))
        try:
            for one in made.everybody:
                one.start()
            wait_for_all(made.everybody, 2)
            yield made
        finally:
            for one in made.everybody:
                one.leave()
            made.hub.end_all()


def test_the_hub_is_killed(cohort):
    running = {who: cohort.desk_of(who).pid for who in TRAINEES}
    cohort.hub.process.send_signal(signal.SIGKILL)
    cohort.hub.process.wait(GIVES_UP)
    cohort.all_try_something()
    cohort.hub = Hub(cohort.hub.house, cohort.hub.ports)
    wait_for_all(cohort.everybody, 2)
    assert {who: cohort.desk_of(who).pid for who in TRAINEES} == running


def test_the_proxy_is_killed(cohort):
    """The Hub notices, and starts another by itself."""
    proxies = [one for one in cohort.hub.left() if "configurable-http-proxy" in line_of(one)]
    assert proxies
    for one in proxies:
        kill(one, cohort)
    wait_for_all(cohort.everybody, 2)


@pytest.mark.parametrize("who", [ASSESSOR, "w03"])
def test_a_desk_is_killed(cohort, who):
    """The assessor's while it takes in what others hand in, and a trainee's with an open notebook."""
    [person] = [one for one in cohort.everybody if one.who == who]
    person.open_notebook("modules/m03-listening")
    killed = cohort.desk_of(who)
    kill(killed, cohort)
    wait_for_all(cohort.everybody, 2)
    assert cohort.desk_of(who).pid != killed.pid


LOOP = f"""
import alongside.notebook as kit
box = kit.reflect("{BY_KERNEL}")
for number in range(%d, %d):
    box.outgoing = {{"n": number, "value": {{"text": f"The kernel wrote {{number}}."}}, "rev": box.rev}}
    assert not box.incoming.get("problem"), box.incoming
    print("kept", number, flush=True)
"""


def test_a_kernel_is_killed_while_it_saves(cohort):
    """It shares its file with the desk of the same person, who goes on; the new kernel goes on too."""
    [person] = [one for one in cohort.trainees if one.who == WITH_A_KERNEL]
    person.open_notebook(MODULE)
    first = the_kernel(cohort)
    with client_of(cohort) as client:
        client.wait_for_ready(timeout=GIVES_UP)
        client.execute(LOOP % (0, 1_000_000))
        before = told_by(client, 20)
        kill(first, cohort)
        before = max([before, *said_meanwhile(client)])
    wait_until(lambda: the_kernel(cohort) not in {None, first}, cohort.everybody)
    wait_for_all([person], 2)
    kept = number_kept(person)
    assert kept >= before
    with client_of(cohort) as client:
        client.wait_for_ready(timeout=GIVES_UP)
        client.execute(LOOP % (kept + 1, kept + 4))
        assert told_by(client, kept + 3) == kept + 3
    assert number_kept(person) == kept + 3


def test_every_acknowledged_answer_is_there_and_nobodys_are_mixed(cohort):
    send_home(cohort.trainees)
    assert [one.strange for one in cohort.trainees if one.strange] == []
    for person in cohort.trainees:
        there = person.kept_on_the_disk(cohort.home(person.who))
        if person.who == WITH_A_KERNEL:
            there.pop(f"{MODULE}/{BY_KERNEL}", None)  # the kernel's own, looked at by its test
        lost = {place: kept for place, kept in person.kept.items() if not kept.good(there.get(place))}
        assert lost == {}
        assert [text for text in there.values() if not text.startswith(f"{person.who} wrote ")] == []
        assert {
            place: person.kept_at_the_desk(place) for place in list(person.kept)[:5]
        }.items() <= there.items()


def test_everything_handed_in_is_taken_in_once(cohort):
    send_home(cohort.trainees)
    cohort.assessor.is_alive() and wait_for_all([cohort.assessor], 2)
    taken = intake.received(open_course(cohort.hub.house.course), SESSION)
    assert {one.verdict for one in taken} == {"accepted"}
    by_receipt = {one.receipt: one.candidate for one in taken}
    assert len(by_receipt) == len(taken)
    for person in cohort.trainees:
        assert person.receipts
        assert {by_receipt.get(one) for one in person.receipts} == {person.who}
        submitted = cohort.hub.house.course / "submitted" / person.who / SESSION
        [last] = [one.value.text for one in intake.answers_of(submitted).answers if one.id == TASK]
        assert person.kept[f"assessments/{SESSION}/{TASK}"].good(last)


def test_a_second_start_finds_everything_and_leaves_nothing_behind(cohort):
    """Nor does what was killed, an hour later."""
    send_home(cohort.everybody)
    assert cohort.hub.terminate() == 0
    assert [line_of(one) for one in cohort.hub.left()] == []
    an_hour_later(cohort)
    cohort.hub = Hub(cohort.hub.house, cohort.hub.ports)
    again = [cohort.assessor, cohort.trainees[0], cohort.trainees[2]]
    for person in again:
        person.insist(person.open_again)
    cohort.assessor.work()
    for person in again[1:]:
        place, kept = next(iter(person.kept.items()))
        assert kept.good(person.kept_at_the_desk(place))
    assert cohort.hub.terminate() == 0
    assert [line_of(one) for one in cohort.hub.left()] == []
    assert [port for port in cohort.hub.ports if not is_free(port)] == []
    assert half_made(cohort) == []


def line_of(process: psutil.Process) -> str:
    """The command line of a process as it was found, which may have ended since."""
    return " ".join(process.info["cmdline"])


def kill(process: psutil.Process, cohort: Cohort) -> None:
    """Kill, and wait until it has ended; nobody may ask for its end where its parent was killed before."""
    process.kill()
    wait_until(lambda: process not in cohort.hub.left(), cohort.everybody)


def the_kernel(cohort: Cohort) -> psutil.Process | None:
    """The process of the kernel that saves, as it is now."""
    running = [one for one in cohort.processes_of(WITH_A_KERNEL) if "ipykernel_launcher" in line_of(one)]
    return running[0] if len(running) == 1 else None


@contextmanager
def client_of(cohort: Cohort) -> Iterator[BlockingKernelClient]:
    """What the page of a notebook is to its kernel, which is found at the same place when it starts again."""
    file = next(part for part in the_kernel(cohort).cmdline() if part.endswith(".json"))
    client = BlockingKernelClient(connection_file=file)
    client.load_connection_file()
    client.start_channels()
    try:
        yield client
    finally:
        client.stop_channels()


def told_by(client: BlockingKernelClient, number: int) -> int:
    """Return the number that the kernel said it has kept, once it is at least this one."""
    until = time.monotonic() + GIVES_UP
    while time.monotonic() < until:
        message = client.get_iopub_msg(timeout=GIVES_UP)
        assert message["msg_type"] != "error", message["content"]
        for said in numbers_in(message):
            if said >= number:
                return said
    raise AssertionError("the kernel does not save")


def said_meanwhile(client: BlockingKernelClient) -> list[int]:
    """Return the numbers that have come and were not read."""
    found = []
    while client.iopub_channel.msg_ready():
        found += numbers_in(client.get_iopub_msg(timeout=1))
    return found


def numbers_in(message: dict) -> list[int]:
    return [int(one) for one in re.findall(r"kept (\d+)\n", message["content"].get("text", ""))]


def number_kept(person: Trainee) -> int:
    """Return the number that the kernel kept last, as the desk tells it."""
    return int(re.search(r"\d+", person.kept_at_the_desk(f"{MODULE}/{BY_KERNEL}"))[0])


def is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def half_made(cohort: Cohort) -> list[Path]:
    places = (cohort.hub.house.root, cohort.hub.house.homes)
    return [path for place in places for path in place.rglob("*") if HALF.fullmatch(path.name)]


def an_hour_later(cohort: Cohort) -> None:
    """Let what was left half made be two hours old: it is respected for one."""
    then = time.time() - 7200
    for path in half_made(cohort):
        os.utime(path, (then, then), follow_symlinks=False)
