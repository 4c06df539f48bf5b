"""If a command or an option is not documented, it does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import typer
from house.tree import ROOT

from alongside.cli.commands import whole

PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def commands(group: object, path: str) -> Iterator[tuple[str, object]]:
    """Every command that does something, with its whole name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{path} {name}")
        elif not command.hidden:
            yield f"{path} {name}", command


COMMANDS = dict(commands(typer.main.get_command(whole()), "alongside"))


def section(name: str) -> str:
    """What the page says about a command: from its heading to the next."""
    found = re.search(rf"^### {re.escape(name)}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def options(command: object) -> set[str]:
    shown = [one for one in command.params if not getattr(one, "hidden", False)]
    return {flag for one in shown for flag in (*one.opts, *one.secondary_opts) if flag.startswith("--")}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_a_section_of_its_own(name: str):
    assert section(name).strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_stands_in_its_section(name: str):
    missing = [flag for flag in options(COMMANDS[name]) if not re.search(rf"{flag}(?![\w-])", section(name))]
    assert sorted(missing) == ["--help"] * ("--help" in missing)


def test_no_section_is_about_a_command_that_is_not_there():
    assert set(re.findall(r"^### (.*)$", PAGE, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_a_page_names_only_commands_that_are_there(page: str):
    written = re.findall(
        r"(?:^\$ |`)(?:python -m )?alongside ([a-z-]+)", (ROOT / page).read_text("utf-8"), re.M
    )
    first_words = {name.split()[1] for name in COMMANDS}
    assert written
    assert set(written) <= first_words
