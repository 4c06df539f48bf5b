"""The settings of a Hub, the machines that it refuses, names of accounts, and folders that are open."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import get_args

import pytest
import yaml

from alongside.cli.singleuser import prepare as prepare_desk
from alongside.errors import StartError
from alongside.hub import machine
from alongside.hub.accounts import LONGEST, account_name
from alongside.hub.house import readable_secrets, refuse_readable_secrets
from alongside.hub.roles import LANDS, SHARES, landing, shares
from alongside.hub.settings import DEFAULTS, config, load_from_environment, whole
from alongside.model.people import Role
from alongside.responses.atomic import write_new
from alongside.web.extension import _on_a_hub
from alongside.web.page import ALL_PARTS, PARTS


def test_what_an_installation_wants_otherwise_takes_the_place_of_a_default(tmp_path):
    made = config({"folder": str(tmp_path), "address": "https://hub.example", "stop_seconds": 7})
    assert made.JupyterHub.bind_url == "https://hub.example"
    assert made.JupyterHub.db_url == f"sqlite:///{tmp_path}/hub/jupyterhub.sqlite"
    assert made.JupyterHub.tornado_settings["cookie_options"]["secure"] is True
    assert made.AccountSpawner.term_timeout == 7
    assert "script-src 'self'" in made.JupyterHub.tornado_settings["headers"]["Content-Security-Policy"]


def test_a_setting_that_there_is_not_is_named():
    with pytest.raises(StartError, match="hafen"):
        whole({"hafen": "http://127.0.0.1"})


def test_settings_of_the_environment_have_the_type_of_their_default(monkeypatch):
    monkeypatch.setenv("ALONGSIDE_HUB_HUB_PORT", "18081")
    monkeypatch.setenv("ALONGSIDE_HUB_DEMONSTRATION", "yes")
    assert load_from_environment() == {"hub_port": 18081, "demonstration": True}


def test_a_demonstration_tells_every_desk_that_there_is_no_privacy(tmp_path):
    with_privacy, without = (config({"folder": str(tmp_path), "demonstration": one}) for one in (False, True))
    assert "ALONGSIDE_NO_PRIVACY" not in with_privacy.AccountSpawner.environment
    assert without.AccountSpawner.environment["ALONGSIDE_NO_PRIVACY"]
    assert without.JupyterHub.template_vars["no_privacy"] is True


@pytest.mark.skipif(os.name == "nt", reason="JupyterHub does not run on Windows")
def test_a_machine_that_cannot_is_told_in_a_sentence_and_may_demonstrate(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(StartError, match="sudo alongside hub"):
        machine.refuse_where_it_cannot(demonstration=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(StartError, match="Only Linux"):
        machine.refuse_where_it_cannot(demonstration=False)
    machine.refuse_where_it_cannot(demonstration=True)


@pytest.mark.parametrize("person_id", ["ana-novak", "A", "x" * 64, "Ana", "ana-", "a--b", "9", "root"])
def test_the_name_of_an_account_is_one_that_linux_takes(person_id):
    name = account_name(person_id, "al-")
    assert re.fullmatch(r"al-[a-z0-9-]*[a-z0-9]", name)
    assert len(name) <= LONGEST


def test_ids_that_look_alike_have_accounts_of_their_own():
    ids = ["ana", "Ana", "ANA", "ana-", "x" * 63, "x" * 64, "x" * 31, "x" * 30]
    assert len({account_name(one, "al-") for one in ids}) == len(ids)


def test_every_role_has_a_place_to_arrive_pages_and_shared_folders():
    roles = set(get_args(Role))
    assert set(LANDS) == set(SHARES) == set(PARTS) == roles
    assert landing(["trainee", "assessor"]) == "/alongside/assessor"
    assert landing(["trainee", "trainer", "coordinator"]) == "/alongside/cohort"
    assert landing(["complaints"]) == "/alongside/complaints"
    assert landing([]) == "/alongside/"
    assert shares(["trainee"]) == frozenset()
    assert shares(["trainer", "assessor"]) == {"cohort", "course"}


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_hub_refuses_to_start_beside_keys_that_every_account_can_read(tmp_path):
    keys = tmp_path / "assessments" / "keys"
    keys.mkdir(parents=True)
    closed = [place for place in keys.parents if not place.stat().st_mode & 0o001]
    keys.chmod(0o755)
    assert readable_secrets(tmp_path) == ([] if closed else [keys])
    keys.chmod(0o700)
    refuse_readable_secrets(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_file_is_its_owners_unless_the_folder_is_shared_by_a_group(tmp_path):
    own, shared, inherited = (tmp_path / name for name in ("own", "shared", "inherited"))
    for folder, mode in ((own, 0o755), (shared, 0o2770), (inherited, 0o2755)):
        folder.mkdir()
        folder.chmod(mode)
        write_new(folder / "a.json", b"{}")
    mask = os.umask(0)
    os.umask(mask)
    assert (own / "a.json").stat().st_mode & 0o777 == 0o600
    assert (inherited / "a.json").stat().st_mode & 0o777 == 0o600
    assert (shared / "a.json").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_desk_is_made_for_its_person_and_loses_what_a_role_shared(tmp_path):
    root, shared = tmp_path / "alongside", tmp_path / "cohort"
    shared.mkdir()
    said = {
        "ALONGSIDE_PERSON": '{"id": "tess", "name": "Tess", "lang": "en"}',
        "ALONGSIDE_EXCHANGE": str(tmp_path / "exchange"),
    }
    prepare_desk(
        root, {**said, "ALONGSIDE_COHORT": str(shared), "ALONGSIDE_COURSE": str(tmp_path / "course")}
    )
    assert (root / "cohort").resolve() == shared
    assert settings_in(root)["course"] == str(tmp_path / "course")
    (root / "modules" / "kept.txt").write_text("mine")
    prepare_desk(root, said)
    assert not (root / "cohort").exists()
    assert settings_in(root)["person"] == {"id": "tess", "name": "Tess"}
    assert settings_in(root).get("course", "course") == "course"
    assert (root / "modules" / "kept.txt").read_text() == "mine"


def settings_in(root: Path) -> dict[str, object]:
    return yaml.safe_load((root / "alongside.yaml").read_text("utf-8"))


def test_no_default_names_a_place_that_everybody_may_write():
    assert not any(str(DEFAULTS[name]).startswith(("/tmp", "/var/tmp")) for name in ("folder", "homes"))


def test_a_desk_on_a_hub_shows_the_pages_of_its_persons_roles(monkeypatch):
    monkeypatch.delenv("ALONGSIDE_ROLES", raising=False)
    assert _on_a_hub() == {}
    monkeypatch.setenv("JUPYTERHUB_BASE_URL", "/training/")
    for roles, pages in (
        ("trainee", {"owner"}),
        ("", {"owner"}),
        ("trainee,trainer", {"owner", "trainer"}),
        ("assessor", {"owner", "assessor"}),
        ("coordinator", set(ALL_PARTS) - {"complaints"}),
        ("complaints,coordinator", set(ALL_PARTS)),
        ("complaints", {"owner", "complaints"}),
    ):
        monkeypatch.setenv("ALONGSIDE_ROLES", roles)
        assert _on_a_hub()["alongside_roles"] == pages
    assert _on_a_hub()["alongside_sign_out"] == "/training/hub/logout"
