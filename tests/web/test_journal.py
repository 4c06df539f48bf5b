"""The journal: by module or by competence, searched and paged, in what a person wrote."""

from __future__ import annotations

import re

import pytest
from asking import Asker
from desk import Desk
from shelves import NOON, answer, lay

from alongside.content.load import unit_in
from alongside.responses import files
from alongside.web.desk.drawn import draw, drawn
from alongside.web.desk.journal import PAGE_PIECES, Asked, asked_for, journal_of
from alongside.web.desk.written import written

TITLES = {"c1": "Agreeing", "c2": "Listening", "c3": "Asking"}
OUTCOMES = "outcomes: [{{id: {id}-o1, text: One, competences: {about}}}]\n"


@pytest.fixture
def root(tmp_path):
    """Three modules; m01 is about listening and asking, m02 about asking, m03 names nothing."""
    (tmp_path / "alongside.yaml").write_text("schema: 1\nperson: {id: p1, name: Pia}\n", "utf-8")
    for name, about in (("m01-help", "[c2, c3]"), ("m02-trust", "[c3]"), ("m03-other", "")):
        folder = lay(tmp_path, "modules", name, "module")
        if about:
            data = folder / "module.yaml"
            text = data.read_text("utf-8").replace("-a1}", f"-a1, outcomes: [{name[:3]}-o1]}}")
            data.write_text(OUTCOMES.format(id=name[:3], about=about) + text.lstrip(), "utf-8")
    return tmp_path


def write(root, response_id, *texts):
    (folder,) = (root / "modules").glob(f"{response_id[:3]}-*")
    for text in texts:
        rev = getattr(files.read(folder, response_id[:3]).entries.get(response_id), "rev", 0)
        # A save on a stale revision keeps the text before it.
        files.save(folder, unit_in(folder), response_id, {"text": text}, max(rev - 1, 0), NOON)


def journal(root, **asked):
    return journal_of(*written(root), TITLES, Asked(**asked))


def found(root, **asked) -> list[str]:
    return [piece.entry.id for group in journal(root, **asked).groups for piece in group.pieces]


def test_everything_stands_there_by_module_until_something_is_asked_for(root):
    write(root, "m02-r1", "Silence.")
    write(root, "m01-r1", "Advice.")
    shown = journal(root)
    assert [(group.title, len(group.pieces)) for group in shown.groups] == [("Unit m01", 1), ("Unit m02", 1)]
    assert (shown.total, shown.found, shown.asked.narrowed) == (2, 2, False)


def test_words_are_found_in_answers_in_prompts_and_in_earlier_versions(root):
    write(root, "m01-r1", "Tišina je bila dolga.")
    write(root, "m02-r1", "A text about tea.", "The text as it stands.")
    assert found(root, query="tisina") == ["m01-r1"]
    assert found(root, query="HEAR") == ["m01-r1", "m02-r1"]
    assert found(root, query="hear tisina") == ["m01-r1"]
    assert found(root, query="tea") == ["m02-r1"]
    assert found(root, query="tea tisina") == []


def test_by_competence_an_answer_stands_under_each_that_it_is_about(root):
    for name in ("m01-r1", "m02-r1", "m03-r1"):
        answer(root / "modules" / {"m01": "m01-help", "m02": "m02-trust", "m03": "m03-other"}[name[:3]], name)
    shown = journal(root, by="competence")
    assert [(group.title, [one.entry.id for one in group.pieces]) for group in shown.groups] == [
        ("Listening", ["m01-r1"]),
        ("Asking", ["m01-r1", "m02-r1"]),
        ("No competence in particular", ["m03-r1"]),
    ]
    assert shown.found == 3


def test_module_competence_and_words_narrow_together(root):
    write(root, "m01-r1", "Silence.")
    write(root, "m02-r1", "Silence too.")
    assert found(root, competence="c3") == ["m01-r1", "m02-r1"]
    assert found(root, competence="c3", folder="modules/m02-trust") == ["m02-r1"]
    assert found(root, competence="c2", folder="modules/m02-trust", query="silence") == []
    assert found(root, competence="c2", by="competence", query="silence") == ["m01-r1"]


def test_the_filters_offer_only_what_holds_something_with_how_much(root):
    write(root, "m01-r1", "Silence.")
    write(root, "m01-r2", "More.")
    shown = journal(root, query="nothing of this")
    assert [(one.value, one.title, one.count) for one in shown.modules] == [
        ("modules/m01-help", "Unit m01", 2)
    ]
    assert [(one.value, one.count) for one in shown.competences] == [("c2", 1), ("c3", 1)]
    assert (shown.found, shown.groups, shown.pages) == (0, [], 1)


def test_one_answer_alone_is_shown_whole_with_all_its_versions(root):
    write(root, "m01-r1", "earlier " * 4000, "silence " + "word " * 5000)
    (piece,) = journal(root, only="m01-r1", query="silence").groups[0].pieces
    whole, listed = draw(piece, Asked(only="m01-r1", query="silence")), draw(piece, Asked(query="silence"))
    assert (whole.cut, len(whole.earlier), whole.elsewhere) == (False, 1, 0)
    assert (listed.cut, listed.earlier, listed.elsewhere) == (True, [], 1)
    assert "<mark>silence</mark>" in whole.html
    assert "<mark>silence</mark>" in listed.html
    assert whole.html.count("word") == 5000


def test_an_earlier_version_in_which_the_word_stands_is_open(root):
    write(root, "m01-r1", "About tea.", "About time.")
    ((group,),) = ([drawn(one, Asked(query="tea")) for one in journal(root, query="tea").groups],)
    assert group.answers[0].opened
    assert "<mark>tea</mark>" in group.answers[0].earlier[0].html
    assert not draw(journal(root).groups[0].pieces[0], Asked()).opened


def test_what_somebody_wrote_is_escaped_in_prompt_answer_and_mark(root):
    write(root, "m01-r1", "<img src=x onerror=alert(1)> silence")
    shown = draw(journal(root).groups[0].pieces[0], Asked(query="img silence"))
    assert "<img" not in shown.html
    assert "&lt;<mark>img</mark> src=x" in shown.html


def test_a_big_journal_is_parted_into_pages_and_every_answer_stands_on_exactly_one(root):
    for name in ("m01-r1", "m01-r2", "m02-r1", "m02-r2", "m03-r1"):
        write(root, name, "word " * 11_000)
    shown = journal(root)
    assert shown.pages == 3
    pages = [found(root, page=number) for number in (1, 2, 3)]
    assert pages == [["m01-r1", "m01-r2"], ["m02-r1", "m02-r2"], ["m03-r1"]]
    assert journal(root, page=99).page == 3
    assert journal(root, page=0).page == 1
    assert journal(root, query="word").pages == 1


def test_a_module_that_goes_on_has_its_heading_on_the_next_page_too(root):
    write(root, "m01-r1", "word " * 30_000)
    write(root, "m01-r2", "word " * 30_000)
    assert [[group.title for group in journal(root, page=n).groups] for n in (1, 2)] == [["Unit m01"]] * 2
    assert PAGE_PIECES > 1


def test_what_cannot_be_read_is_named_in_the_whole_journal_only(root):
    write(root, "m01-r1", "Silence.")
    (root / "modules" / "m02-trust" / "m02.responses.json").write_text('{"schema": 99}', "utf-8")
    assert [bool(group.place.problems) for group in journal(root).groups] == [False, True]
    assert [group.title for group in journal(root, query="silence").groups] == ["Unit m01"]


@pytest.mark.parametrize(
    ("page", "asked"), [("", 1), ("2", 2), ("-1", 1), ("2²", 1), ("9" * 5000, 1), ("two", 1)], ids=str
)
def test_a_page_that_is_no_number_is_the_first(page, asked):
    assert asked_for(lambda name, default: page if name == "page" else default).page == asked


def test_an_address_keeps_what_was_asked_for_and_begins_at_the_first_page():
    asked = Asked(query="čas & tea", folder="modules/m01", by="competence", page=4)
    assert asked.address() == "?q=%C4%8Das+%26+tea&in=modules%2Fm01&by=competence"
    assert asked.address(page=2).endswith("&page=2")
    assert asked.address(query="", folder="", by="module") == "?"


# On the page

M01, M02 = "modules/m01-two-kinds-of-help", "modules/m02-agreements"


@pytest.fixture(scope="module")
def person(desk: Desk) -> Asker:
    one = Asker(desk)
    one.put(f"{M01}/m01-r2", {"text": "A long Šílence after the bell."})
    one.put(f"{M02}/m02-r1", {"text": "<script>alert('silence')</script>"})
    return one


def said(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", re.search(r'<(p|div) id="found".*?</\1>', answer.text, re.S)[0])
    return " ".join(text.split())


def test_a_search_is_a_plain_address_that_says_how_much_was_found_and_marks_it(person):
    page = person.get("words?q=silence")
    assert "2 of 2 answers found." in said(page)
    assert "<mark>Šílence</mark>" in page.text
    assert "&#x27;<mark>silence</mark>&#x27;" in page.text
    assert "<script>alert" not in page.text
    assert 'value="silence"' in page.text


def test_a_search_that_finds_nothing_says_what_to_do(person):
    assert "Try the beginning of the word" in said(person.get("words?q=xylophone"))
    assert "Try fewer words" in person.get("words?q=silence+xylophone").text
    narrowed = person.get(f"words?q=xylophone&in={M01}")
    assert "You are looking in a part of the journal only." in narrowed.text
    assert "Look in all of it" in narrowed.text


@pytest.mark.parametrize(
    "odd", ["q=%00", "q=%ff", "q=" + "x" * 5000, "in=../../etc", "competence=%3Cb%3E", "page=-3", "id=%27"]
)
def test_an_odd_address_is_no_trouble(person, odd):
    answer = person.get(f"words?{odd}")
    assert answer.status in {200, 400}
    assert "Traceback" not in answer.text
    assert "<b>" not in answer.text


def test_a_word_document_is_offered_of_everything_and_of_each_module(person):
    whole, part = person.get("words/answers.docx"), person.get(f"words/answers.docx?in={M02}")
    for one in (whole, part):
        assert one.status == 200
        assert one.headers["Content-Type"].endswith("wordprocessingml.document")
        assert one.body.startswith(b"PK")
    assert "alongside-m02-agreements-answers.docx" in part.headers["Content-Disposition"]
    assert person.get("words/answers.docx?in=modules/nothing").status == 404
    assert person.get("words/answers.docx?in=../..").status == 404
