"""`start.py`: what it says where it cannot go on, and that it recovers from whatever cut it short."""

from __future__ import annotations

import builtins
import importlib.util
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from house.tree import ROOT


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """start.py as it would be in a kit's folder of its own, with the files that an environment depends on."""
    for name in (
        "start.py",
        "pyproject.toml",
        "hatch_build.py",
        "requirements.lock",
        "requirements-test.lock",
    ):
        shutil.copy(ROOT / name, tmp_path / name)
    spec = importlib.util.spec_from_file_location("start_under_test", tmp_path / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs-here"))
    return module


def sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said on stderr: it has to be one paragraph."""
    said = capsys.readouterr().err
    assert said == f"\n{said.strip()}\n\n"
    assert "\n" not in said.strip()
    return said.strip()


def an_environment(start: ModuleType, *locks: str, made_here: bool = True) -> Path:
    """Put an environment in place that was made from `locks`; return the interpreter in it."""
    python = Path(start.PYTHON)
    python.parent.mkdir(parents=True)
    python.touch()
    if made_here:
        (Path(start.VENV) / "pyvenv.cfg").write_text(f"prompt = {start.PROMPT!r}\n")
    if locks:
        Path(start.STAMP).write_text(" ".join(start.stamp_of(lock) for lock in locks))
    return python


def recorded(start: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int = 0) -> list[list[str]]:
    """Note commands instead of running them; each ends with `code`."""
    commands: list[list[str]] = []
    monkeypatch.setattr(start, "run", lambda command, **_: commands.append(command) or code)
    monkeypatch.setattr(start, "counted", lambda command, lock: commands.append([*command, lock]) or code)
    return commands


def test_an_old_python_is_told_which_one_is_needed(start, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit):
        start.need_python()
    assert sentence(capsys).startswith("Alongside needs Python 3.11 or newer; this is Python 3.9. Install")


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the newer Python")
def test_an_old_python_hands_over_to_a_newer_one_beside_it(start, tmp_path, monkeypatch):
    newer = tmp_path / "no-programs-here" / "python3.12"
    newer.parent.mkdir()
    newer.write_text("#!/bin/sh\n")
    newer.chmod(newer.stat().st_mode | stat.S_IXUSR)
    became = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(sys, "argv", ["start.py", "check"])
    monkeypatch.setattr(start, "become", lambda command: became.append(command) or 0)
    with pytest.raises(SystemExit) as ended:
        start.need_python()
    assert (became, ended.value.code) == ([[str(newer), "start.py", "check"]], 0)


def test_no_word_of_the_file_is_too_new_for_an_old_python_to_read():
    """f-strings, annotations and walrus signs would be syntax errors before the sentence could be said."""
    source = (ROOT / "start.py").read_text(encoding="ascii")
    assert re.findall(r"\bf[\"']|:=|->|^from __future__|\bmatch ", source, re.MULTILINE) == []


def test_a_debian_without_venv_is_told_what_to_install(start, monkeypatch, capsys):
    real = builtins.__import__

    def without(name, *rest, **options):
        if name == "ensurepip":
            raise ImportError(name)
        return real(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SystemExit):
        start.need_python()
    wanted = f"sudo apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert wanted in sentence(capsys)


def test_a_finished_environment_is_left_alone(start, monkeypatch):
    an_environment(start, "requirements.lock")
    commands = recorded(start, monkeypatch)
    start.environment("requirements.lock")
    assert commands == []


def test_an_attempt_that_was_cut_short_is_begun_afresh(start, monkeypatch):
    an_environment(start)
    commands = recorded(start, monkeypatch)
    start.environment("requirements.lock")
    assert commands[0][1:4] == ["-m", "venv", "--clear"]
    assert start.made_from("requirements.lock")


@pytest.mark.parametrize("file", ["requirements.lock", "pyproject.toml", "hatch_build.py"])
def test_a_renewed_kit_gets_a_new_environment(start, monkeypatch, file):
    an_environment(start, "requirements.lock")
    with Path(start.HERE, file).open("a") as changed:
        changed.write("\n# newer\n")
    commands = recorded(start, monkeypatch)
    start.environment("requirements.lock")
    assert "--clear" in commands[0]


def test_a_kit_that_was_moved_gets_a_new_environment(start, monkeypatch):
    an_environment(start, "requirements.lock")
    monkeypatch.setattr(start, "HERE", start.HERE + "/")
    assert not start.made_from("requirements.lock")


def test_an_environment_that_somebody_else_made_is_added_to_and_never_cleared(start, monkeypatch):
    an_environment(start, made_here=False)
    commands = recorded(start, monkeypatch)
    start.environment("requirements.lock")
    assert commands
    assert not any("venv" in command for command in commands)


def test_the_tests_are_added_to_a_finished_environment(start, monkeypatch):
    an_environment(start, "requirements.lock")
    commands = recorded(start, monkeypatch)
    start.environment("requirements-test.lock")
    assert not any("venv" in command for command in commands)
    assert start.made_from("requirements.lock")
    assert start.made_from("requirements-test.lock")


def test_a_failed_installation_says_so_and_leaves_no_stamp(start, monkeypatch, capsys):
    an_environment(start, "requirements.lock")
    recorded(start, monkeypatch, code=1)
    with pytest.raises(SystemExit):
        start.environment("requirements-test.lock")
    assert "could not be installed" in sentence(capsys)
    assert not Path(start.STAMP).exists()


def test_a_disk_that_takes_no_environment_is_named(start, monkeypatch, capsys):
    recorded(start, monkeypatch, code=1)
    with pytest.raises(SystemExit):
        start.environment("requirements.lock")
    assert sentence(capsys).startswith(f"The environment could not be made in {start.VENV}.")


def test_a_folder_that_cannot_be_written_is_named(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "HERE", start.HERE + "/nobody/has/this")
    with pytest.raises(SystemExit):
        start.take_turn()
    assert sentence(capsys).startswith("Alongside cannot write in its own folder")


def test_a_second_start_during_the_first_is_told_to_wait(start, capsys):
    turn = start.take_turn()
    with pytest.raises(SystemExit):
        start.take_turn()
    turn.close()
    assert "in another window" in sentence(capsys)
    start.take_turn().close()


def test_pip_is_used_where_uv_does_not_work(start, tmp_path, monkeypatch):
    commands = recorded(start, monkeypatch)
    monkeypatch.setattr(start.shutil, "which", lambda name: "broken-uv" if name == "uv" else None)
    monkeypatch.setattr(
        start, "run", lambda command, **_: commands.append(command) or command[0] == "broken-uv"
    )
    assert start.install("requirements.lock") == 0
    assert [command[0] for command in commands] == ["broken-uv", start.PYTHON, start.PYTHON]


def test_what_pip_does_is_counted_and_its_exit_code_kept(start):
    fake = [sys.executable, "-c", "print('Collecting a'); print('Collecting b'); raise SystemExit(3)"]
    assert start.counted(fake, "requirements.lock") == 3


def test_without_a_browser_the_tests_say_what_to_install_and_fail(start, monkeypatch, capsys):
    monkeypatch.delenv("ALONGSIDE_CHROMIUM", raising=False)
    with pytest.raises(SystemExit) as ended:
        start.main(["test"])
    assert ended.value.code == 1
    assert "sudo apt-get install chromium" in sentence(capsys)


def test_a_browser_that_is_named_and_not_there_is_not_replaced_by_another(start, monkeypatch, capsys):
    monkeypatch.setenv("ALONGSIDE_CHROMIUM", "/no/such/chromium")
    with pytest.raises(SystemExit):
        start.browser("test")
    assert "/no/such/chromium is not there" in sentence(capsys)


@pytest.mark.parametrize(
    ("task", "watched", "chosen"),
    [("test", "", "chromium-headless-shell"), ("test", "1", "chromium"), ("bench", "", "chromium")],
)
def test_tests_take_the_browser_without_windows_and_benchmarks_the_one_people_have(
    start, monkeypatch, task, watched, chosen
):
    monkeypatch.delenv("ALONGSIDE_CHROMIUM", raising=False)
    monkeypatch.setenv("ALONGSIDE_WATCH", watched)
    here = ("chromium", "chromium-headless-shell")
    monkeypatch.setattr(start.shutil, "which", lambda name: name if name in here else None)
    assert start.browser(task) == chosen


def test_where_no_other_can_be_installed_an_ordinary_browser_serves(start, monkeypatch):
    monkeypatch.delenv("ALONGSIDE_CHROMIUM", raising=False)
    monkeypatch.setattr(start.shutil, "which", lambda name: name if name in ("apt-get", "msedge") else None)
    monkeypatch.setattr(start.os, "geteuid", lambda: 0)
    monkeypatch.setattr(start, "run", lambda command, **_: 100)
    assert start.browser("test") == "msedge"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], ["start", "{here}/workspace", "--demonstration"]),
        (["start", "--no-browser"], ["start", "{here}/workspace", "--demonstration", "--no-browser"]),
        (["--no-browser"], ["start", "{here}/workspace", "--demonstration", "--no-browser"]),
        (["start", "mine", "--port", "9000"], ["start", "mine", "--port", "9000"]),
        (["check", "--fix"], ["check", "--fix"]),
    ],
)
def test_words_reach_the_kit(start, monkeypatch, words, wanted):
    became = []
    monkeypatch.setattr(start, "environment", lambda lock: None)
    monkeypatch.setattr(start, "become", lambda command: became.append(command) or 0)
    start.main(words)
    here = start.HERE
    assert became == [[start.PYTHON, "-m", "alongside", *(word.format(here=here) for word in wanted)]]


@pytest.mark.skipif(os.name == "nt", reason="the two starters are for Linux and macOS")
@pytest.mark.parametrize("starter", ["start-alongside.sh", "Start Alongside.command"])
def test_a_starter_without_any_python_says_what_to_install(starter, tmp_path):
    bare = tmp_path / "bin"
    bare.mkdir()
    for program in ("sh", "dirname"):
        (bare / program).symlink_to(shutil.which(program))
    done = subprocess.run(
        ["/bin/sh", str(ROOT / starter)], env={"PATH": str(bare)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout.strip().startswith("Alongside needs Python 3.11 or newer. Install it from python.org")


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for Python")
@pytest.mark.parametrize("starter", ["start-alongside.sh", "Start Alongside.command"])
def test_a_starter_hands_its_words_to_start_py_in_its_own_folder(starter, tmp_path):
    kit = tmp_path / "Mary's kit é"
    kit.mkdir()
    for name in ("start-alongside.sh", "Start Alongside.command"):
        shutil.copy(ROOT / name, kit / name)
    (kit / "start.py").write_text("import os, sys; print(os.getcwd(), *sys.argv[1:])")
    done = subprocess.run(
        ["/bin/sh", str(kit / starter), "--no-browser"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"{kit} --no-browser"


def test_the_starter_for_windows_has_the_line_ends_that_windows_needs():
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "*.bat text eol=crlf" in rules
    assert "start.py %*" in (ROOT / "Start Alongside.bat").read_text(encoding="ascii")


@pytest.mark.parametrize("starter", ["start-alongside.sh", "Start Alongside.command", ".ci/run"])
def test_a_starter_can_be_executed(starter):
    recorded_mode = subprocess.run(
        ["git", "ls-files", "--stage", "--", starter], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert recorded_mode.startswith("100755")
