"""The prompt of an agreement and of a log, as it stands on a code host and on paper."""

from __future__ import annotations

import msgspec
import pytest

from alongside.content.prompts import prompt_markdown
from alongside.model.kinds import Agreement, Comparison, Grid, Log, Markup, Plan, SupportMap, Timeline
from alongside.model.kinds.agreement import Clause, Limit, Party
from alongside.model.kinds.comparison import ComparedLine
from alongside.model.kinds.grid import Axis, CornerName, GridMoment
from alongside.model.kinds.log import Arrangement
from alongside.model.kinds.markup import Mark, MarkedLine
from alongside.model.kinds.rating import ScalePoint
from alongside.model.kinds.supportmap import Gift, Ring
from alongside.model.kinds.timeline import Lane, LaneOption
from alongside.model.unit import decode_unit

PAGE = Agreement(
    id="m03-c1",
    prompt="Your page.",
    title="Our agreement",
    people=[Party(id="p1", label="Mentor"), Party(id="p2", label="Leader")],
    fields=[Clause(id="f1", label="Stopping", hint="Said early.", suggested="Either of us ...")],
    limits=[Limit(id="l1", text="Serious harm.")],
    own_words="In your own words",
    review="In May.",
)


def test_an_agreement_is_a_template_to_copy():
    assert prompt_markdown(PAGE).split("\n\n") == [
        "**Your page.**",
        "**Our agreement**",
        "- Mentor: ______\n- Leader: ______",
        "1. **Stopping.** *Said early.* *Either of us ...*",
        "The limits, each to be said:",
        "- Serious harm.",
        "**In your own words** ______",
        "**We look at it again on** ______ *In May.*",
        "Signed ______ and ______",
    ]


@pytest.mark.parametrize("arrangement", [None, Arrangement(meetings=6, least=45, most=60)])
def test_a_log_is_a_table_to_fill_in(arrangement):
    told = prompt_markdown(Log(id="x03-l1", prompt="Meetings", action="Agreed", arrangement=arrangement))
    assert "Never notes about a child." in told
    assert "| Date | Minutes | With whom (initials or a role) | Agreed | Done |" in told
    assert ("Arranged: 6 times, 45 to 60 minutes each." in told) is (arrangement is not None)


def test_a_plan_is_two_gaps_with_examples_and_a_day():
    plan = Plan(id="m03-f1", prompt="A plan.", cues=["she stops"], actions=["wait", "nod "])
    assert prompt_markdown(plan).split("\n\n") == [
        "**A plan.**",
        "**If or when** ______",
        "For example:",
        "- she stops",
        "**then I** ______",
        "For example:",
        "- wait\n- nod",
        "Date ______ Time ______ Where ______",
    ]


def test_a_plan_that_follows_another_first_asks_what_became_of_it():
    told = prompt_markdown(Plan(id="m04-f1", prompt="The next.", follows="m03-f1")).split("\n\n")
    assert told[1].startswith("The plan you made before: what became of it")
    assert told[2:] == ["**If or when** ______", "**then I** ______", "Date ______ Time ______ Where ______"]


def test_a_comparison_is_a_table_to_fill_in_under_its_warning():
    comparison = Comparison(
        id="m03-v1",
        prompt="Side by side.",
        ratings=["m02-s1", "m03-s1"],
        lines=[ComparedLine(id="c2", text="Listening"), ComparedLine(id="c3", text="Asking")],
        levels=[ScalePoint(value=0, label="not seen"), ScalePoint(value=1, label="seen")],
        warning="A poor guide.",
    )
    assert prompt_markdown(comparison).split("\n\n")[1:] == [
        "*A poor guide.*",
        "Own ratings come from the self-assessments m02-s1, m03-s1.",
        "| Competence | How I rated myself, and when | Levels that assessors gave, and when |\n"
        "|---|---|---|\n"
        "| Listening |  |  |\n| Asking |  |  |",
        "Assessors' levels: 0 not seen; 1 seen.",
        "**What I make of the difference** ______",
    ]


def test_a_timeline_is_a_row_for_each_stretch_under_its_letters():
    options = [LaneOption(id="a", label="Leader"), LaneOption(id="b", label="Mentor", hint="Or observer.")]
    timeline = Timeline(
        id="m03-e1",
        prompt="Watch.",
        length=3,
        lanes=[Lane(id="l1", label="Who spoke", options=options)],
        notes=True,
    )
    assert prompt_markdown(timeline).split("\n\n") == [
        "**Watch.**",
        "Names do not belong here.",
        "**Who spoke**",
        "- A Leader\n- B Mentor: Or observer.",
        "| Minute | Who spoke | In a few words |\n|---|---|---|\n| 1 |  |  |\n| 2 |  |  |\n| 3 |  |  |",
    ]


@pytest.mark.parametrize("lasting", [True, False])
def test_a_map_of_people_is_its_rings_and_an_empty_table(lasting):
    support = SupportMap(
        id="m09-n1",
        prompt="Who?",
        rings=[Ring(id="a", label="Near"), Ring(id="b", label="Far")],
        gifts=[Gift(id="g1", label="Listens", hint="Long."), Gift(id="g2", label="Knows")],
        lasting=lasting,
    )
    *told, table = prompt_markdown(support).split("\n\n")
    assert told[1:] == [
        "Initials or a role, never a full name.",
        "The rings, nearest first:",
        "- Near\n- Far",
        "What somebody can give:",
        "- Listens: Long.\n- Knows",
    ]
    assert ("Still there afterwards" in table) is lasting
    assert table.startswith("| Who | How near | What they give |")


@pytest.mark.parametrize("several", [True, False])
def test_lines_to_mark_stand_by_number_under_their_marks(several):
    marks = [
        Mark(id="a", label="Judges", hint="What I think.", strikes=True),
        Mark(id="b", label="Describes"),
    ]
    lines = [MarkedLine(id="l1", text="A dull\nlesson."), MarkedLine(id="l2", text="A bell.", who="Ana")]
    told = prompt_markdown(Markup(id="m03-m1", prompt="Mark.", marks=marks, lines=lines, several=several))
    assert told.split("\n\n") == [
        "**Mark.**",
        f"Give each line {'one mark or more' if several else 'one mark'}:",
        "- **Judges**: What I think.\n- **Describes**",
        "Where it is **Judges**: strike the words that make it so, and write the line anew.",
        "1. A dull lesson.\n2. **Ana:** A bell.",
    ]


@pytest.mark.parametrize("own", [0, 3])
def test_a_field_is_its_axes_its_corners_and_its_moments(own):
    names = ["low-low", "high-low", "low-high", "high-high"]
    field = Grid(
        id="m03-d1",
        prompt="Place.",
        across=Axis(label="Support", low="cold", high="warm"),
        up=Axis(label="Challenge", low="soft", high="hard"),
        corners=[CornerName(corner=name, title=name.upper(), hint="Short.") for name in names],
        moments=[GridMoment(id="c1", text="She nods.")],
        own=own,
    )
    assert prompt_markdown(field).split("\n\n") == [
        "**Place.**",
        "- Across: **Support**, from cold to warm\n- Up: **Challenge**, from soft to hard",
        "The corners:",
        "- **LOW-LOW** (cold, soft): Short.\n- **HIGH-LOW** (warm, soft): Short.\n"
        "- **LOW-HIGH** (cold, hard): Short.\n- **HIGH-HIGH** (warm, hard): Short.",
        "Where does each lie?",
        "1. She nods.",
        *([f"Room for your own: {own}."] if own else []),
    ]


@pytest.mark.parametrize("emptied", ["limits", "people"])
def test_an_agreement_without_limits_or_people_is_no_agreement(emptied):
    raw = {"kind": "agreement", **msgspec.to_builtins(PAGE), emptied: []}
    unit = {
        "kind": "exercise",
        "id": "m03",
        "title": "T",
        "version": 1,
        "minutes": 1,
        "why": "W",
        "after": "m02",
    }
    decode_unit({**unit, "responses": [{**msgspec.to_builtins(PAGE), "kind": "agreement"}]})
    with pytest.raises(msgspec.ValidationError, match=emptied):
        decode_unit({**unit, "responses": [raw]})
