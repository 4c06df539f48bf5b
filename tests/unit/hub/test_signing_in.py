"""Who is let in: own password, chosen with a code; what a stranger is told; tries that are counted."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tornado.web import HTTPError

from alongside.hub import attempts, cohort, passwords
from alongside.hub.accounts import Account
from alongside.hub.signing import BadgeAuthenticator, as_hub_says
from alongside.hub.spawning import AccountSpawner
from alongside.model.people import Person
from alongside.records.people import change, enrol, withdraw

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SENTENCE = "my dog likes the rain"


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    people = [
        Person(id="ana-novak", name="Ana Novák", organisation="North"),
        Person(id="ana-novak-2", name="Ana Novak", organisation="North"),
        Person(id="tess", name="Tess O'Hara", organisation="North", roles=["trainer", "trainee"]),
    ]
    enrol(tmp_path, people, "test", NOW, date(2026, 1, 1))
    return tmp_path


@pytest.fixture
def authenticator(programme: Path, tmp_path: Path) -> BadgeAuthenticator:
    made = BadgeAuthenticator(programme=str(programme), own=str(tmp_path), allow_all=True, manage_groups=True)
    passwords.set_password(made.passwords, "tess", SENTENCE, NOW)
    return made


def asked(authenticator: BadgeAuthenticator, name: str, password: str, address: str = "10.0.0.7") -> object:
    handler = SimpleNamespace(request=SimpleNamespace(remote_ip=address))
    return asyncio.run(authenticator.authenticate(handler, {"username": name, "password": password}))


@pytest.mark.parametrize("typed", ["tess", "TESS", "tess o'hara", " Tess  O'Hara "])
def test_id_or_name_and_the_own_password_let_in_with_roles_as_groups(authenticator, typed):
    assert asked(authenticator, typed, SENTENCE) == {
        "name": "tess",
        "groups": ["trainee", "trainer"],
        "admin": False,
    }


@pytest.mark.parametrize(
    ("name", "password"), [("tess", "wrong"), ("nobody", SENTENCE), ("", ""), ("ana-novak", SENTENCE)]
)
def test_nobody_else_is_let_in(authenticator, name, password):
    assert asked(authenticator, name, password) is None


def test_a_name_that_two_people_have_needs_the_id(programme):
    assert cohort.called(programme, "Ana Novak") is None
    assert cohort.called(programme, "ana-novak-2").id == "ana-novak-2"


def test_who_withdrew_is_out_and_roles_follow_the_list(authenticator, programme):
    user = SimpleNamespace(name="tess")
    change(programme, "tess", {"roles": ["trainee"]}, "test", NOW, day=date(2026, 1, 2))
    assert asyncio.run(authenticator.refresh_user(user))["groups"] == ["trainee"]
    withdraw(programme, "tess", "test", NOW, date(2026, 1, 3))
    assert asyncio.run(authenticator.refresh_user(user)) is False
    assert asked(authenticator, "tess", SENTENCE) is None


def test_after_too_many_tries_even_the_right_password_waits_and_a_new_start_forgives_nothing(
    authenticator, programme, tmp_path, monkeypatch
):
    monkeypatch.setattr(attempts, "PER_NAME_HERE", 2)
    for _try in range(attempts.PER_NAME_HERE):
        assert asked(authenticator, "tess", "wrong") is None
    again = BadgeAuthenticator(programme=str(programme), own=str(tmp_path))
    with pytest.raises(HTTPError) as refused:
        asked(again, "tess", SENTENCE)
    assert refused.value.status_code == 429
    assert asked(again, "tess", SENTENCE, address="10.0.0.8")["name"] == "tess"


def test_tries_stop_counting_after_a_while_and_names_are_not_kept(tmp_path):
    file, limits = tmp_path / "attempts.json", attempts.for_code("10.0.0.7")
    for _try in range(attempts.CODES):
        attempts.count(file, limits, NOW)
    attempts.count(file, attempts.for_sign_in("my secret typed into the wrong box", "10.0.0.7"), NOW)
    assert attempts.too_many(file, limits, NOW)
    assert not attempts.too_many(file, limits, NOW + attempts.WINDOW)
    assert not attempts.too_many(file, attempts.for_code("10.0.0.8"), NOW)
    assert "secret" not in file.read_text()


def test_a_code_is_good_until_it_is_spent_and_a_new_slip_ends_the_old_one(programme):
    _tess, first = cohort.slip(programme, "Tess O'Hara", NOW)
    _tess, second = cohort.slip(programme, "tess", NOW)
    assert cohort.redeem(programme, first, NOW) is None
    assert cohort.redeem(programme, second.lower(), NOW).id == "tess"
    assert cohort.redeem(programme, second, NOW + cohort.LASTS + timedelta(seconds=1)) is None
    cohort.spend(programme, "tess", NOW)
    assert cohort.redeem(programme, second, NOW) is None


def test_the_first_coordinator_is_enrolled_with_a_code(tmp_path):
    person, code = cohort.first(tmp_path, "Cora Vella", "North", NOW)
    assert as_hub_says(cohort.redeem(tmp_path, code, NOW)) == as_hub_says(person)
    assert person.roles == ["coordinator"]


def test_passwords_are_kept_as_hashes_that_differ_in_a_file_of_its_owner(tmp_path):
    file = tmp_path / "passwords.json"
    for who in ("ana", "ben"):
        passwords.set_password(file, who, SENTENCE, NOW)
    kept = passwords._read(file).people
    assert kept["ana"].hash != kept["ben"].hash
    assert SENTENCE not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    passwords.set_password(file, "ana", "another sentence", NOW)
    assert not passwords.is_right(file, "ana", SENTENCE)
    assert passwords.is_right(file, "ana", "another sentence")
    assert not passwords.is_right(file, None, SENTENCE)


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("short", "short", "at least 10"),
        ("x" * 201, "x" * 201, "too long"),
        ("long enough", "long encore", "differ"),
        ("aaaaaaaaaa", "aaaaaaaaaa", ""),
    ],
)
def test_a_password_is_long_enough_and_nothing_else(password, again, says):
    told = passwords.why_not(password, again)
    assert says in told
    assert bool(says) == bool(told)


def test_a_desk_outlives_no_role_that_it_was_started_with(programme):
    spawner = AccountSpawner(user=SimpleNamespace(name="tess"), roles=["trainee", "trainer"])
    spawner.house = SimpleNamespace(programme=programme)
    assert not spawner._outdated()
    change(
        programme, "tess", {"roles": ["trainee", "trainer", "assessor"]}, "test", NOW, day=date(2026, 1, 2)
    )
    assert not spawner._outdated()
    change(programme, "tess", {"roles": ["trainee"]}, "test", NOW, day=date(2026, 1, 3))
    assert spawner._outdated()


@pytest.mark.parametrize("chosen", [0, 4321])
def test_a_desk_that_loads_by_itself_leaves_the_port_to_a_copy_that_may_come_late(monkeypatch, chosen):
    spawner = AccountSpawner(user=SimpleNamespace(name="tess"), port=chosen)
    spawner._account = Account("", Path("/"))
    asked = []
    spawner.get_env = lambda: asked.append(spawner.port) or {}
    gives_up = SimpleNamespace(start=lambda desk: None, successor=lambda: None)
    monkeypatch.setattr(AccountSpawner, "warm", gives_up)
    assert asyncio.run(spawner._from_the_warm()) is None
    assert AccountSpawner.warm is None
    assert asked[0] > 0
    assert spawner.port == chosen
