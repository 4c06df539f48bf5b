"""What a desk on a Hub does before it begins."""

from __future__ import annotations

from pathlib import Path

from alongside.web.server import forget_the_killed


def test_what_a_killed_desk_left_about_itself_and_its_kernels_goes_and_nothing_else(tmp_path: Path):
    kept = ("jupyter_cookie_secret", "kernel-notes.txt")
    for name in (*kept, "jpserver-812.json", "jpserver-812-open.html", "kernel-1b2c.json"):
        (tmp_path / name).touch()
    forget_the_killed(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(kept)


def test_a_first_desk_finds_no_folder_to_clear(tmp_path: Path):
    forget_the_killed(tmp_path / "runtime")
    assert list(tmp_path.iterdir()) == []
