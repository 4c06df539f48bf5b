"""The gallery shows every widget, with a picture and with data that is true."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import msgspec
import pytest
import yaml
from alongside_widgets import WIDGETS, front_name

from alongside.content.grammar import KIND_OF_CALL
from alongside.content.present import item_of
from alongside.model.kinds import AnyResponse, kind_of

GALLERY = Path(__file__).parents[3] / "widgets"
SECTIONS = dict(
    re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", (GALLERY / "README.md").read_text("utf-8"), re.M | re.S)
)
NAMES = {front_name(kind): kind for kind in WIDGETS}


def test_every_widget_has_a_section_and_nothing_else_has_one():
    assert set(SECTIONS) == set(NAMES)


def test_no_picture_is_left_over():
    assert {path.stem for path in (GALLERY / "pictures").iterdir()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_section_shows_its_picture_in_words_too(name):
    words, picture = re.search(r"!\[(.+?)\]\((.+?)\)", SECTIONS[name]).groups()
    assert len(words) > 5
    head = (GALLERY / picture).read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", head[16:])
    assert width > 600
    assert height > 200


@pytest.mark.parametrize(("name", "kind"), NAMES.items())
def test_the_data_of_a_section_is_a_response_of_its_kind(name, kind):
    data = re.search(r"```yaml\n(.*?)```", SECTIONS[name], re.S)[1]
    response = msgspec.convert(yaml.safe_load(data), AnyResponse)
    assert kind_of(response) == kind
    assert f'`kit.{name}("{response.id}")`' in SECTIONS[name]
    assert KIND_OF_CALL[name] == kind
    assert WIDGETS[kind].plain_html(item_of(response))
