"""Lists of people as they come in, pasted or from a spreadsheet: faults are named by row and field."""

from __future__ import annotations

import codecs
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from alongside.errors import AlongsideError
from alongside.model.people import Person
from alongside.records.cells import Assumed
from alongside.records.lists import read_list, take_in
from alongside.records.people import People, enrol, read_people, withdraw
from alongside.records.tables import MOST_ROWS, table_of, text_of

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOME = Assumed(organisation="Mreža")
NOBODY = People()


def good(text: str, assumed: Assumed = HOME) -> list[Person]:
    reading = read_list(text, NOBODY, assumed)
    assert reading.troubles == []
    return [person for _row, person in reading.good]


def taken(workspace, text: str, **given):
    return take_in(workspace, text, HOME, by="ana", now=NOW, day=NOW.date(), **given)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ana Novak", "Ana Novak"),
        ("Novak, Ana", "Ana Novak"),
        ("van den Berg, Joke", "Joke van den Berg"),
        ("Ní Bhriain, Siobhán", "Siobhán Ní Bhriain"),
        ('"Novak Horvat, Ana"', "Ana Novak Horvat"),
        ("  Ana   Novak \u200b", "Ana Novak"),
    ],
)
def test_a_line_with_a_name_is_a_person(line: str, name: str):
    assert [one.name for one in good(f"{line}\n\n")] == [name]


@pytest.mark.parametrize("sign", ["\t", ";", ", "])
def test_columns_may_follow_a_pasted_name(sign: str):
    line = sign.join(
        ["Ana Novak", "Zavod", "OŠ Lipa", "sl", "trainer", "Bo Lund", "Cy Fox", "ana@lipa.example", "B"]
    )
    assert good(line) == [
        Person(
            id="",
            name="Ana Novak",
            organisation="Zavod",
            school="OŠ Lipa",
            lang="sl",
            roles=["trainer"],
            line_manager="Bo Lund",
            mentor="Cy Fox",
            mail="ana@lipa.example",
            group="B",
        )
    ]


def test_a_pasted_address_is_found_wherever_it_stands():
    assert [(one.organisation, one.mail) for one in good("Ana Novak; ana@lipa.example")] == [
        ("Mreža", "ana@lipa.example")
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Mentor;E-mail;Surname;First name;Organisation;Line manager;Language",
        "mentor name;Email address;LAST NAME;Given names;Organization;Line-manager;Preferred language",
    ],
)
def test_a_heading_may_have_its_columns_in_any_order_and_other_words(heading: str):
    [person] = good(f"{heading}\nCy Fox;ana@lipa.example;Novak;Ana;Zavod;Bo Lund;Slovenian")
    assert (
        person.name,
        person.organisation,
        person.mentor,
        person.line_manager,
        person.lang,
        person.mail,
    ) == (
        "Ana Novak",
        "Zavod",
        "Cy Fox",
        "Bo Lund",
        "sl",
        "ana@lipa.example",
    )


def test_a_column_that_nobody_knows_is_named_and_left_out():
    reading = read_list("Name,Shoe size\nAna Novak,39\n", NOBODY, HOME)
    assert len(reading.good) == 1
    assert "Shoe size" in reading.notes[0]


def test_a_list_out_of_a_form_on_the_web_has_many_columns_that_mean_nothing_here():
    heading = "Timestamp,Email address,Full name,Job title,Phone,School,Dietary needs,Years as head"
    [person] = good(f"{heading}\n2026/11/01 10:00,a@lipa.example,Áine Byrne,Head,087,Scoil Íde,none,4")
    assert (person.name, person.school, person.mail) == ("Áine Byrne", "Scoil Íde", "a@lipa.example")


def test_headings_that_do_not_say_where_the_names_stand_are_pointed_out():
    reading = read_list("Email address,Who are you?\nana@lipa.example,Ana Novak\n", NOBODY, HOME)
    assert "Row 1 was read as a person." in reading.notes[0]


CSV = 'Name;School;Role\n"Novak, Ana";"Šola ""Lipa""; Kamnik";trainee / assessor\nŁukasz Żak;;\n'


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        codecs.BOM_UTF8 + CSV.encode(),
        CSV.encode("utf-16"),
        CSV.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CSV.encode("utf-16-be"),
        CSV.replace("\n", "\r\n").encode(),
        ("sep=;\r\n" + CSV).encode("utf-8-sig"),
        CSV.replace("Novak, Ana", "Ana Novak")
        .replace(";", "\t")
        .replace("\t Kamnik", "; Kamnik")
        .encode("utf-16"),
    ],
    ids=["utf-8", "mark", "utf-16", "no mark", "big end first", "Windows lines", "sep", "tabs"],
)
def test_what_spreadsheets_write_is_read(data: bytes):
    text, guessed = text_of(data)
    assert guessed == ""
    ana, lukasz = good(text)
    assert (ana.name, ana.school, ana.roles) == ("Ana Novak", 'Šola "Lipa"; Kamnik', ["trainee", "assessor"])
    assert (lukasz.name, lukasz.school, lukasz.roles) == ("Łukasz Żak", "", ["trainee"])


def test_letters_that_a_file_does_not_explain_are_guessed_and_can_be_put_right():
    assert text_of("Jürgen Groß – é".encode("cp1252")) == ("Jürgen Groß – é", "cp1252")
    assert text_of("Živa Čuk".encode("cp1250"), "cp1250") == ("Živa Čuk", "cp1250")


@pytest.mark.parametrize("data", [b"PK\x03\x04more", b"\xd0\xcf\x11\xe0more"], ids=["xlsx", "xls"])
def test_a_workbook_is_named_with_what_to_do(data: bytes):
    with pytest.raises(AlongsideError, match="CSV UTF-8"):
        text_of(data)


BAD = "\n".join(
    [
        "name;organisation;language;role;e-mail;group",
        "Ana Novak;;;;;",
        "",
        ";Zavod;;;;",
        "Bo Lund;;Klingonish;king;bo at home;A/B",
        "Cy Fox;;;;;;one more",
        f"{'x' * 201};;;;;",
        "Ana  Nóvak;;;;;",
    ]
)


def test_each_fault_is_named_with_its_row_and_field_and_what_to_do():
    reading = read_list(BAD, NOBODY, HOME)
    assert [(one.row, one.field) for one in reading.troubles] == [
        (4, "name"),
        (5, "lang"),
        (5, "roles"),
        (5, "mail"),
        (6, ""),
        (7, "name"),
        (8, "name"),
    ]
    assert "row 2" in reading.troubles[-1].what
    assert all(one.do for one in reading.troubles)


def test_an_organisation_must_be_said_somewhere():
    [trouble] = read_list("Ana Novak", NOBODY, Assumed()).troubles
    assert (trouble.row, trouble.field) == (1, "organisation")


def test_nobody_joins_out_of_a_list_with_a_bad_row_until_it_is_asked_for(tmp_path):
    assert taken(tmp_path, BAD)[1] == []
    assert read_people(tmp_path).rows == []
    assert [one.id for one in taken(tmp_path, BAD, despite=True)[1]] == ["ana-novak"]


def test_the_same_list_again_adds_nobody(tmp_path):
    text = "Ana Novak\nBo Lund\n"
    assert len(taken(tmp_path, text)[1]) == 2
    reading, joined = taken(tmp_path, text + "Cy Fox")
    assert [one.name for one in joined] == ["Cy Fox"]
    assert [(row, one.id) for row, one in reading.already] == [(1, "ana-novak"), (2, "bo-lund")]


def test_a_bare_name_means_the_one_who_is_there_whatever_is_assumed_for_others(tmp_path):
    enrol(tmp_path, [Person(id="", name="Ana Novak", organisation="Zavod", school="A")], "x", NOW, NOW.date())
    reading, joined = taken(tmp_path, "novak, ana")
    assert joined == []
    assert [one.id for _row, one in reading.already] == ["ana-novak"]


def test_the_same_list_sent_by_several_windows_at_once_adds_each_person_once(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _n: taken(tmp_path, "Ana Novak\nBo Lund"), range(4)))
    assert sorted(read_people(tmp_path).everybody) == ["ana-novak", "bo-lund"]


def test_who_withdrew_does_not_come_back_by_a_list(tmp_path):
    taken(tmp_path, "Ana Novak")
    withdraw(tmp_path, "ana-novak", "ana", NOW, NOW.date())
    assert taken(tmp_path, "Ana Novak")[1] == []
    assert read_people(tmp_path).state("ana-novak", NOW.date()) == "withdrawn"


def test_two_of_one_name_are_two_where_school_or_address_says_so(tmp_path):
    enrol(tmp_path, [Person(id="", name="Ana Novak", organisation="Mreža", school="A")], "x", NOW, NOW.date())
    reading, joined = taken(tmp_path, "name;school;e-mail\nAna Novak;B;b@b.example\nAna Novak;B;c@b.example")
    assert [one.id for one in joined] == ["ana-novak-2", "ana-novak-3"]
    assert len([note for note in reading.notes if "another Ana Novak" in note]) == 2


def test_a_group_is_spelt_as_it_was_the_first_time(tmp_path):
    enrol(tmp_path, [Person(id="", name="Ana Novak", organisation="Z", group="Vzhod")], "x", NOW, NOW.date())
    joined = taken(tmp_path, "name;group\nBo Lund;VZHOD\nCy Fox;c\nDi Roe;C")[1]
    assert [one.group for one in joined] == ["Vzhod", "c", "c"]


def test_a_formula_is_the_text_that_it_is_and_is_pointed_out():
    formula = '=HYPERLINK("http://x.example")'
    reading = read_list(f"name\tschool\nAna Novak\t{formula}\n", NOBODY, HOME)
    assert reading.good[0][1].school == '=HYPERLINK("http://x.example")'
    assert "formula" in reading.notes[0]


def test_five_hundred_people_are_read_and_join(tmp_path):
    text = "first name,surname,school\n" + "".join(f"Ana{n % 50},Novak{n},School {n}\n" for n in range(500))
    assert len(taken(tmp_path, text)[1]) == 500


def test_a_list_beyond_all_measure_is_refused():
    with pytest.raises(AlongsideError, match="Divide"):
        table_of("Ana\n" * (MOST_ROWS + 1))


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "name;school\n", '"', "\x00\x01", "sep=;"])
def test_a_list_of_nobody_is_no_error(text: str):
    assert read_list(text, NOBODY, HOME).good == []
