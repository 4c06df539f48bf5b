"""The kit as it is installed: a wheel made from the source archive, in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from house.tree import ROOT, project, tracked

from alongside import __version__

KEYS = sorted((ROOT / "assessments" / "keys").glob("*.yaml"))
CONTENT = "alongside/_content/"
LONG_ENOUGH = 30
"""Characters that make a sentence of a key unmistakable: shorter ones are ids and single words."""


def clean() -> dict[str, str]:
    """The environment without what would lead an interpreter back to this project."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ALONGSIDE"))}


@dataclass(frozen=True)
class Installed:
    """A wheel, and an interpreter that has it; the dependencies come from the environment of the tests."""

    wheel: Path
    python: Path

    def run(self, *words: str, cwd: Path) -> str:
        """Run the interpreter on `words`; its output, or a failed test that shows what it said."""
        env = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ALONGSIDE"))
        }
        done = subprocess.run(
            [str(self.python), *words], cwd=cwd, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def prefix(self) -> Path:
        return self.python.parents[1]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the source archive, the wheel from it, and install the wheel away from this project."""
    place = tmp_path_factory.mktemp("packaging")
    # Without --wheel or --sdist, build makes the wheel from the archive and not from the project.
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(place), str(ROOT)]
    subprocess.run(build, cwd=place, check=True, capture_output=True)
    wheel = next(place.glob("*.whl"))
    venv = place / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True, capture_output=True)
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*pip, str(wheel)], cwd=place, check=True, capture_output=True)
    _lend_dependencies(python)
    return Installed(wheel, python)


def _lend_dependencies(python: Path) -> None:
    """Let an environment find this one's packages; a .pth does not bring an editable install along."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([str(python), "-c", ask], check=True, capture_output=True, text=True).stdout.strip()
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site, "zz-lent.pth").write_text("\n".join(sorted(lent)) + "\n")


def names_in(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def sentences_of_keys() -> set[str]:
    """Every sentence that stands in a key."""
    found: set[str] = set()
    for key in KEYS:
        _gather(yaml.safe_load(key.read_text(encoding="utf-8")), found)
    return {text for text in found if len(text) >= LONG_ENOUGH}


def _gather(value: object, found: set[str]) -> None:
    if isinstance(value, str):
        found.add(" ".join(value.split()))
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _gather(inner, found)


def test_the_wheel_carries_the_content(installed: Installed):
    names = names_in(installed.wheel)
    units = [path.parent for path in ROOT.glob("modules/*/module.yaml")]
    assert units
    for unit in units:
        for name in ("module.yaml", "module.ipynb"):
            assert f"{CONTENT}modules/{unit.name}/{name}" in names
    for name in (
        "programme.yaml",
        "handbook/evidence.yaml",
        "assessments/framework.yaml",
        "messages/reminder.md",
    ):
        assert CONTENT + name in names
    handbook = [path.relative_to(ROOT).as_posix() for path in tracked() if ROOT / "handbook" in path.parents]
    assert handbook
    assert [name for name in handbook if CONTENT + name not in names] == []


def test_every_file_of_the_two_packages_is_in_the_wheel(installed: Installed):
    names = set(names_in(installed.wheel))
    listed = subprocess.run(
        ["git", "ls-files", "src/alongside", "widgets/alongside_widgets"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    wanted = {
        name.removeprefix("src/").removeprefix("widgets/") for name in listed if (ROOT / name).is_file()
    }
    assert sorted(wanted - names) == []


@pytest.mark.parametrize("folder", ["keys", "anchors", "demonstration"])
def test_the_wheel_has_no_folder_that_gives_answers_away(installed: Installed, folder: str):
    assert (ROOT / "assessments" / folder).is_dir()
    assert [name for name in names_in(installed.wheel) if f"/{folder}/" in name] == []


def test_no_sentence_of_a_key_is_anywhere_in_the_wheel(installed: Installed):
    sentences = sentences_of_keys()
    assert len(sentences) > len(KEYS)
    with zipfile.ZipFile(installed.wheel) as archive:
        for name in archive.namelist():
            text = " ".join(archive.read(name).decode("utf-8", "replace").split())
            assert [sentence for sentence in sentences if sentence in text] == [], name


def test_nothing_of_this_computer_is_in_the_source_archive(installed: Installed):
    with tarfile.open(next(installed.wheel.parent.glob("*.tar.gz"))) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"start.py", "modules", "tests", "src", "LICENSE-CONTENT"} <= tops
    assert tops.isdisjoint({".venv", "workspace", "dist", "build", ".git"})


def test_the_version_is_the_same_everywhere(installed: Installed):
    assert project()["project"]["dynamic"] == ["version"]
    assert f"-{__version__}-" in installed.wheel.name


def test_the_kernel_the_extension_and_the_server_setting_are_installed(installed: Installed):
    share = installed.prefix() / "share" / "jupyter"
    kernel = json.loads((share / "kernels" / "alongside" / "kernel.json").read_text(encoding="utf-8"))
    assert kernel["argv"][1] == "-P"
    assert (share / "labextensions" / "alongside-trainee" / "package.json").is_file()
    settings = installed.prefix() / "etc" / "jupyter" / "jupyter_server_config.d" / "alongside.json"
    assert json.loads(settings.read_text(encoding="utf-8"))["ServerApp"]["jpserver_extensions"][
        "alongside.web"
    ]


def test_an_installed_kit_does_not_look_into_the_project(installed: Installed, tmp_path: Path):
    code = "import alongside as a, alongside_widgets as w; print(a.__file__, w.__file__, sep='\\n')"
    for file in installed.run("-c", code, cwd=tmp_path).split("\n")[:2]:
        assert Path(file).is_relative_to(installed.prefix())


def test_an_installed_kit_makes_a_workspace_and_a_module_opens_in_it(installed: Installed, tmp_path: Path):
    said = installed.run("-m", "alongside", "init", "mine", "--name", "Siobhán Ní Bhriain", cwd=tmp_path)
    module = next((tmp_path / "mine" / "modules").glob("m01-*"))
    show = (
        "import alongside.notebook as kit, alongside.content.load as load; from pathlib import Path;"
        "unit, _ = load.find_unit('m01-r1', Path.cwd()); print(unit.title); box = kit.reflect('m01-r1');"
        "print(type(box).__module__, box.item['id'], box.saving['way'])"
    )
    title, shown = installed.run("-c", show, cwd=module).strip().splitlines()
    assert "mine" in said
    assert title in (module / "module.yaml").read_text(encoding="utf-8")
    assert shown == "alongside_widgets.reflect m01-r1 kernel"


def test_an_installed_kit_says_that_it_has_no_fictional_cohort_and_makes_nothing(
    installed: Installed, tmp_path: Path
):
    words = [str(installed.python), "-m", "alongside", "init", "mine", "--demonstration"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, env=clean())
    assert done.returncode == 1
    assert done.stderr.strip().startswith("The fictional cohort is not part of an installed kit")
    assert list(tmp_path.iterdir()) == []


def test_an_installed_kit_answers_the_command(installed: Installed, tmp_path: Path):
    script = installed.prefix() / ("Scripts/alongside.exe" if os.name == "nt" else "bin/alongside")
    done = subprocess.run([str(script), "--help"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "start" in done.stdout
