"""Every word of the interface can be translated: found with a pseudo-locale, `[!! … !!]`."""

from __future__ import annotations

import ast
import gettext
import re
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from string import Formatter

import alongside_widgets
import pytest
from alongside_widgets import strings as widget_table
from alongside_widgets.sentences import PLURALS, STRINGS
from babel.messages.extract import extract_from_file
from jinja2 import Environment

import alongside
from alongside.strings import _, ngettext, speaking

ENGINE = Path(alongside.__file__).parent
WIDGETS = Path(alongside_widgets.__file__).parent
SENTENCES = WIDGETS / "sentences"
SOURCES = sorted(path for path in ENGINE.rglob("*.py") if path != ENGINE / "strings.py")
WEB_SOURCES = sorted((ENGINE / "web").rglob("*.py"))
TEMPLATES = [
    path
    for folder in (
        ENGINE / "web" / "templates",
        ENGINE / "publish" / "templates",
        ENGINE / "hub" / "templates",
    )
    for path in sorted(folder.rglob("*.html"))
]
SCRIPTS = [
    path
    for folder in (WIDGETS, ENGINE / "web" / "static", ENGINE / "publish", ENGINE / "jupyter")
    for path in sorted(folder.rglob("*.js"))
]
NAMES = re.compile(r"\b(Alongside|UTC)\b")
"""What is called so in every language."""
ERRORS = {"HTTPError", "AlongsideError", "ContentError", "AnswersError", "WorkspaceError", "StartError"}


class Pseudo(gettext.NullTranslations):
    """A language in which every text shows that it went through the catalogue."""

    def gettext(self, message: str) -> str:
        return f"[!! {message} !!]"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"[!! {one if n == 1 else many} !!]"


def short(path: Path) -> str:
    return path.relative_to(path.parents[1]).as_posix()


def calls_in(path: Path, names: set[str]) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [c for c in calls if getattr(c.func, "id", getattr(c.func, "attr", "")) in names]


def messages_in(path: Path) -> list[tuple[int, str | tuple[str, ...]]]:
    """Line and message of every marked text, as a translator's tools extract it."""
    method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "NN_": (1, 2)}
    found = extract_from_file(method, str(path), keywords=keywords, options={"silent": "false"})
    return [(line, message) for line, message, _comments, _context in found]


def fields_of(text: str) -> set[str]:
    """The names in braces, or after %(, of one message."""
    return {name for _t, name, _s, _c in Formatter().parse(text) if name is not None} | set(
        re.findall(r"%\((\w+)\)", text)
    )


# Python


def test_a_text_goes_through_the_catalogue_inside_the_block_only():
    with speaking(Pseudo()):
        assert _("Saved") == "[!! Saved !!]"
        assert ngettext("one", "{n}", 2) == "[!! {n} !!]"
    assert _("Saved") == "Saved"


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_every_marked_text_is_written_out_so_that_it_can_be_extracted(path):
    """Not an f-string, not a name: the catalogue would never hold it."""
    calls = calls_in(path, {"_", "ngettext"})
    texts = [(c.lineno, a) for c in calls for a in c.args[: 1 if getattr(c.func, "id", "") == "_" else 2]]
    assert [line for line, a in texts if not (isinstance(a, ast.Constant) and isinstance(a.value, str))] == []
    assert len(messages_in(path)) == len(calls)


@pytest.mark.parametrize("path", [*SOURCES, *TEMPLATES], ids=short)
def test_what_is_filled_in_has_a_name_in_every_form(path):
    """A translator may need another order of words, so `{}` alone will not do."""
    for line, message in messages_in(path):
        forms = message if isinstance(message, tuple) else (message,)
        fields = [fields_of(form) for form in forms if form]
        assert not any("" in names or any(name.isdigit() for name in names) for names in fields), (
            line,
            forms,
        )
        assert len(fields) == 1 or fields[0] <= fields[1], (line, forms)


def test_the_engine_has_texts_to_translate():
    """The tests above would pass on nothing."""
    assert sum(len(messages_in(path)) for path in SOURCES) > 200
    assert sum(len(messages_in(path)) for path in TEMPLATES) > 50


@pytest.mark.parametrize("path", WEB_SOURCES, ids=short)
def test_a_page_never_raises_a_sentence_that_is_not_marked(path):
    given = [(c.lineno, a) for c in calls_in(path, ERRORS) for a in [*c.args, *(k.value for k in c.keywords)]]
    assert [line for line, a in given if ast.unparse(a)[:1] in "'\"f" and " " in ast.unparse(a)] == []


# Templates


class VisibleText(HTMLParser):
    """Collects what a person would read or hear: text, and the attributes that are words."""

    WORDS = frozenset({"alt", "aria-label", "aria-description", "placeholder", "title"})
    SILENT = frozenset({"script", "style", "code"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside.append(tag)
        self.found += [value for name, value in attrs if name in self.WORDS and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.SILENT & set(self._inside):
            self.found.append(data)


def spoken(html: str) -> list[str]:
    parser = VisibleText()
    parser.feed(html)
    parser.close()
    return [text.strip() for text in parser.found if text.strip()]


def unmarked(template: str) -> list[str]:
    """The words of a template outside `trans`, outside expressions and outside names of classes."""
    html, silent = [], False
    tokens = [
        one for one in Environment(extensions=["jinja2.ext.i18n"]).lex(template) if one[1] != "whitespace"
    ]
    before = ""
    for _line, kind, value in tokens:
        if kind == "name" and (value == "trans" or (before, value) == ("block", "body_class")):
            silent = True
        elif kind == "name" and value in {"endtrans", "endblock"}:
            silent = False
        elif kind == "data" and not silent:
            html.append(value)
        elif kind == "variable_begin" and not silent:
            html.append("\N{BULLET}")
        before = value
    return [text for text in spoken("".join(html)) if re.search(r"[^\W\d_]{2,}", NAMES.sub("", text))]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_of_a_page_is_marked(path):
    assert unmarked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{% trans %}Hello{% endtrans %} you</p>", ["you"]),
        ('<a title="More" href="x">{{ name }}</a>', ["More"]),
        ("{% if a %}<b>{{ a }} minutes</b>{% endif %}", ["\N{BULLET} minutes"]),
        ('{% trans n=1 %}one{% pluralize %}{{ n }}{% endtrans %}<script>let words = "no";</script>', []),
    ],
)
def test_a_hard_coded_word_would_be_found(template, words):
    assert unmarked(template) == words


# Widgets


@pytest.fixture
def pseudo_widgets(monkeypatch):
    monkeypatch.setattr(widget_table, "_translations", lambda lang: Pseudo())
    return widget_table.widget_strings("en")


def test_every_text_of_the_widgets_goes_through_the_catalogue(pseudo_widgets):
    plain = {key for key, text in pseudo_widgets.items() if not text.startswith("[!! ")}
    assert plain == {"lang"}


def test_every_text_of_the_widgets_can_be_extracted():
    marked = {
        form
        for _line, one in chain.from_iterable(map(messages_in, sorted(SENTENCES.glob("*.py"))))
        for form in ([one] if isinstance(one, str) else one)
    }
    wanted = set(STRINGS.values()) | {form for pair in PLURALS.values() for form in pair}
    assert wanted == marked


def keys_in(script: str) -> tuple[set[str], list[re.Pattern[str]]]:
    """The keys of texts that a script names, and patterns for the keys that it puts together."""
    plain = set(re.findall(r'"([a-z]+(?:\.[a-z0-9+-]+)*)"', script))
    built = [text for text in re.findall(r"`([^`\n]+)`", script) if "${" in text and "." in text]
    return plain, [
        re.compile(r"[a-z0-9+.-]+".join(map(re.escape, re.split(r"\$\{[^}]*\}", text)))) for text in built
    ]


def test_no_text_of_the_widgets_is_left_over():
    """A text that no front end names any more is work for every translator."""
    names = [keys_in(path.read_text(encoding="utf-8")) for path in sorted(WIDGETS.rglob("*.js"))]
    python = " ".join(
        path.read_text("utf-8") for path in WIDGETS.rglob("*.py") if path.parent.name != "sentences"
    )
    plain = {key for keys, _patterns in names for key in keys} | keys_in(python)[0]
    patterns = [pattern for _keys, found in names for pattern in found]
    table = {*STRINGS, *PLURALS}
    assert sorted(key for key in table - plain if not any(p.fullmatch(key) for p in patterns)) == []


def test_no_front_end_names_a_text_that_is_not_there():
    table = {*STRINGS, *PLURALS}
    families = {key.split(".")[0] for key in STRINGS}
    named = {key for path in WIDGETS.rglob("*.js") for key in keys_in(path.read_text(encoding="utf-8"))[0]}
    assert (
        sorted(key for key in named if "." in key and key.split(".")[0] in families and key not in table)
        == []
    )


LITERAL = re.compile(r"""//[^\n]*|/\*.*?\*/|([\w.]*)(?:\(|: | = )?("[^"\n]*"|'[^'\n]*'|`[^`\n]*`)""", re.S)
"""A comment, or a quoted text on one line after what it is given to."""
FOR_MACHINES = re.compile(
    r"(querySelector(All)?|closest|matches|addEventListener|on|off|class|className|Error|code)\Z"
)
ARROWS = {"ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp"}
KEYS = frozenset({*ARROWS, "Backspace", "Delete", "End", "Enter", "Escape", "Home", "Tab"})
SENTENCE = re.compile(r"(?<![a-z])[A-Z][a-z]{2,}([ .!?…]|\Z)|[a-z]{2,} [a-z]{2,} [a-z]{2,}")


def sentences_in(script: str) -> list[str]:
    """The quoted texts of a script that read like words for a person."""
    found = [(match[1], match[2][1:-1]) for match in LITERAL.finditer(script) if match[2]]
    texts = [
        re.sub(r"\$\{[^}]*\}", "", text) for given_to, text in found if not FOR_MACHINES.search(given_to)
    ]
    return [text for text in texts if SENTENCE.search(text) and text not in KEYS and "-" not in text]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_no_script_says_anything_by_itself(path):
    assert sentences_in(path.read_text(encoding="utf-8")) == []


def test_a_sentence_in_a_script_would_be_found():
    script = 'box.textContent = "Saved at noon"; // "Not this one, it is a comment"\nnode.on("click", go);'
    assert sentences_in(script) == ["Saved at noon"]
