"""The door to PDFs: what a person typed is printed and never run, and the same data give the same bytes."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from alongside.publish import pdf as door
from alongside.publish.pdf import pdf

SHEET = {
    "programme": "Network",
    "heading": "Certificate",
    "organisation": "",
    "opening": "This says that",
    "attended": "was there",
    "columns": ["Session", "Date", "Time"],
    "rows": [{"session": "Half-day 1", "note": "", "date": "3 March", "time": "3 h"}],
    "total": ["Altogether", "", "3 h"],
    "limits": "No award.",
    "counting": "Minutes.",
    "signing": ["Date", "Name"],
    "footer": "Kept",
}


def certificates(*names: str) -> dict:
    return {"title": "Certificates", "lang": "en", "certificates": [{**SHEET, "name": one} for one in names]}


def text_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize(
    "name",
    [
        '#read("/etc/passwd")',
        '#eval("1+1") $x$ *bold* _low_',
        '\\ ] } " // /* <label> @ref',
        "Žiga Łukasz Ñandú Ξένη Олена",
    ],
)
def test_a_name_prints_as_it_is_written_whatever_it_holds(name):
    assert name in text_of(pdf("certificate", certificates(name)))


def test_the_same_data_give_the_same_bytes():
    assert pdf("certificate", certificates("Ana")) == pdf("certificate", certificates("Ana"))


def test_every_font_is_inside_the_file_and_the_title_and_language_are_said():
    reader = PdfReader(io.BytesIO(pdf("certificate", certificates("Ana"))))
    fonts = [one.get_object() for one in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    inside = [one["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for one in fonts]
    assert all("/FontFile3" in one or "/FontFile2" in one for one in inside)
    assert reader.metadata.title == "Certificates"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_a_page_is_a4_and_everybody_has_a_page_of_their_own():
    reader = PdfReader(io.BytesIO(pdf("certificate", certificates("Ana", "Bo"))))
    assert len(reader.pages) == 2
    assert [round(float(one)) for one in reader.pages[0].mediabox[2:]] == [595, 842]


def test_fonts_of_the_computer_are_read_only_where_a_name_needs_them(monkeypatch):
    asked = []
    fonts = door._fonts
    monkeypatch.setattr(door, "_fonts", lambda *, own: asked.append(own) or fonts(own=False))
    pdf("certificate", certificates("Ana"))
    assert asked == [False]
    pdf("certificate", certificates("佐藤"))
    assert asked[1:3] == [False, True]


def test_a_template_reads_nothing_outside_its_folder(tmp_path, monkeypatch):
    folder = tmp_path / "inside"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "curious.typ").write_text('#read("../secret.txt")')
    monkeypatch.setattr(door, "TEMPLATES", folder)
    with pytest.raises(RuntimeError, match=r"outside of project root|escape|access denied"):
        pdf("curious", {})
