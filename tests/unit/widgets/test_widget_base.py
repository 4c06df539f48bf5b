"""How front ends are joined, what Python keeps, and what stands where no widget runs."""

from __future__ import annotations

import re

import pytest
from alongside_widgets import WIDGETS
from alongside_widgets.base import KitWidget, front_end, front_ends, front_ends_script, style, styles
from alongside_widgets.sentences import PLURALS, STRINGS
from alongside_widgets.strings import widget_strings

NAMES = {kind: widget.__module__.rsplit(".", 1)[-1] for kind, widget in WIDGETS.items()}
MANY = {
    "id": "m03-r1", "prompt": "<script>alert(1)</script>", "hint": "<b>", "words": 240, "sees": ["me"],
    "criteria": [{"id": "c", "text": "<i>", "must": True}], "items": [{"id": "i1", "text": "<u>"}],
    "scale": [{"value": 1, "label": "<s>"}], "options": [{"id": "a", "text": "<q>"}], "form": "single",
    "targets": [], "order": [], "cards": [{"id": "c1", "text": "<em>"}], "disputed": True, "spare": False,
    "groups": [{"id": "g1", "title": "<h1>", "hint": "<h2>"}], "confidence": True, "points": 0,
    "title": "<h1>",
    "people": [{"id": "p1", "label": "<b>", "hint": "<i>"}],
    "own_words": "<u>",
    "action": "<s>",
    "fields": [{"id": "f1", "label": "<b>", "hint": "<i>", "suggested": "<q>"}],
    "limits": [{"id": "l1", "text": "<em>"}], "arrangement": {"meetings": 6, "least": 45, "most": 60},
    "scenario": {"scene": "<i>", "start": "t1", "endings": [], "turns": [{"id": "t1", "who": "<b>",
        "says": "<q>", "lines": [{"id": "a", "text": "<em>", "needs": [], "silence": 5}]}]},
    "rounds": 2, "talk": 12, "feedback": 3, "roles": [{"title": "<b>", "hint": "<i>"}],
    "signals": [{"minute": 9, "text": "<u>"}],
    "cues": ["<b>"], "actions": ["<i>"], "follows": "m02-f1",
    "levels": [{"value": 1, "label": "<s>"}], "warning": "<q>",
    "unit": "minute", "length": 2, "notes": True,
    "lanes": [{"id": "l1", "label": "<b>", "options": [{"id": "a", "label": "<i>", "hint": "<u>"}]}],
    "rings": [{"id": "a", "label": "<b>"}, {"id": "b", "label": "<i>"}],
    "gifts": [{"id": "g1", "label": "<q>", "hint": "<s>"}], "lasting": True,
    "marks": [{"id": "a", "label": "<b>", "hint": "<i>", "strikes": True}],
    "lines": [{"id": "l1", "who": "<u>", "text": "<s>"}],
    "across": {"label": "<b>", "low": "<i>", "high": "<q>"},
    "up": {"label": "<b>", "low": "<i>", "high": "<q>"},
    "corners": [{"corner": "low-high", "title": "<h1>", "hint": "<h2>"}],
    "moments": [{"id": "c1", "text": "<em>"}], "own": 1,
}  # fmt: skip


def a_widget(keep=None, **traits) -> KitWidget:
    return WIDGETS["reflection"](keep=keep, item=MANY, **traits)


@pytest.mark.parametrize("name", NAMES.values())
def test_a_front_end_is_a_module_that_imports_nothing(name):
    script = front_end(name)
    assert not re.search(r"^\s*import\b|\bimport\(", script, re.MULTILINE)
    assert script.endswith("export default { render };\n")
    assert len(re.findall(r"^export\b", script, re.MULTILINE)) == 1


def test_the_classic_script_has_every_front_end_and_can_stand_inside_a_page():
    script = front_ends_script(NAMES.values())
    assert not re.search(r"^(export|import)\b", script, re.MULTILINE)
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert script.count("globalThis.alongsideFrontEnds = {") == 1
    for name in NAMES.values():
        assert f'"{name}": (() => {{' in script


def test_the_front_ends_of_a_page_share_what_is_the_same_in_each():
    together = front_ends(NAMES.values())
    assert (
        together.count("export const fronts = {")
        == len(re.findall(r"^export\b", together, re.MULTILINE))
        == 1
    )
    assert len(together) < sum(len(front_end(name)) for name in NAMES.values()) / 2
    for name in NAMES.values():
        assert f'"{name}": (() => {{' in together
    assert styles(NAMES.values()).count("--alo-paper:") == style("check").count("--alo-paper:")


@pytest.mark.parametrize("name", NAMES.values())
def test_front_ends_never_write_html_nor_reach_out(name):
    for word in ("innerHTML", "insertAdjacentHTML", "outerHTML", "document.write", "eval(", "http"):
        assert word not in front_end(name).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"url\(|@import|https?:", style(name))


def test_every_text_that_a_script_asks_for_by_name_exists():
    scripts = "".join(front_end(name) for name in NAMES.values())
    asked = set(re.findall(r't\(model, "([^"]+)"', scripts))
    assert asked - {*STRINGS, *PLURALS} == set()
    assert len(asked) > 20


@pytest.mark.parametrize("name", NAMES.values())
def test_a_widget_is_given_the_texts_that_its_script_names_and_not_those_of_others(name):
    given = widget_strings("en", name)
    script = front_end(name)
    named = {key for key in STRINGS if f'"{key}"' in script}
    named |= {f"{key}.other" for key in PLURALS if f't(model, "{key}"' in script}
    assert named - set(given) == set()
    assert len(given) < len(widget_strings("en")) / 2


def test_no_text_is_left_over_where_scripts_name_each_in_full():
    """Checks and sorts put some names together, so only the rest can be told from the text of the scripts."""
    scripts = "".join(front_end(name) for name in NAMES.values())
    named = {key for key in STRINGS if key.split(".")[0] in {"state", "save", "conflict", "reflect", "rate"}}
    assert {key for key in named if f'"{key}"' not in scripts} == set()


def test_each_plural_reaches_the_front_end_in_every_category():
    strings = widget_strings("en")
    assert strings["words.one"] == "{n} word"
    assert {strings[f"words.{form}"] for form in ("zero", "two", "few", "many", "other")} == {"{n} words"}


def test_a_language_without_translation_falls_back_to_english():
    assert widget_strings("xx")["sees.me"] == "Only you can read this"
    assert widget_strings("xx")["lang"] == "xx"


def test_a_value_from_the_comm_is_kept_and_its_receipt_sent_back():
    asked = []

    def keep(value, rev):
        asked.append((value, rev))
        return {"rev": rev + 1, "saved_at": "2026-03-03T09:41:00.123Z", "conflict": None}

    widget = a_widget(keep, rev=4)
    widget.outgoing = {"n": 7, "value": {"text": "Hello"}, "rev": 4}
    assert asked == [({"text": "Hello"}, 4)]
    assert widget.incoming == {"n": 7, "rev": 5, "saved_at": "2026-03-03T09:41:00.123Z", "conflict": None}
    assert (widget.answer, widget.rev) == ({"text": "Hello"}, 5)


def test_a_refusal_reaches_the_box_as_a_sentence_and_changes_nothing():
    def keep(value, rev):
        raise OSError("The disk is full.")

    widget = a_widget(keep, answer={"text": "Old"}, rev=1)
    widget.outgoing = {"n": 1, "value": {"text": "New"}, "rev": 1}
    assert widget.incoming == {"n": 1, "problem": "The disk is full."}
    assert (widget.answer, widget.rev) == ({"text": "Old"}, 1)


@pytest.mark.parametrize(
    "sent", [{"n": 1}, {"n": 1, "value": "text", "rev": 0}, {"n": 1, "value": {}, "rev": "0"}]
)
def test_what_no_front_end_sends_is_not_kept(sent):
    widget = a_widget(lambda value, rev: pytest.fail("asked to keep it"))
    widget.outgoing = sent
    assert widget.incoming == {}


@pytest.mark.parametrize("kind", WIDGETS)
def test_the_plain_form_carries_the_prompt_escaped(kind):
    plain = WIDGETS[kind].plain_html(MANY)
    assert "&lt;script&gt;alert(1)" in plain
    assert not re.search(r"<(script|b|i|u|s|q|em|h1|h2)>", plain)


@pytest.mark.parametrize("kind", WIDGETS)
def test_the_output_of_a_cell_never_holds_the_answer(kind):
    value = {"text": "My own words", "ratings": {"i1": 1}, "chosen": ["a"], "groups": {"g1": ["c1"]}}
    bundle, _ = WIDGETS[kind](item=MANY, answer=value, rev=1)._repr_mimebundle_()
    assert "text/html" in bundle
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "My own words" not in str(bundle)


def test_a_longer_answer_gets_more_ruled_lines():
    rules = [
        WIDGETS["reflection"].plain_html({**MANY, "words": words}).count("alo-rule") for words in (0, 240)
    ]
    assert rules == [8, 20]


def test_the_package_needs_only_anywidget_and_traitlets():
    """In a fresh process: everything that a trainee's kernel pays for on top of IPython."""
    import subprocess
    import sys

    code = (
        "import sys, anywidget, traitlets; before = set(sys.modules); import alongside_widgets;"
        "print({name.split('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names))"
    )
    env = {"PYTHONPATH": ":".join(sys.path)}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert told.stdout.strip() == "{'alongside_widgets'}"
