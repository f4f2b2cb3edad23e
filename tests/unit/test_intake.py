"""Bytes, pages, JSON lines and folders to documents."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from mahdar.errors import DocumentError
from mahdar.intake import (
    Failure,
    Metadata,
    build_document,
    count_reports,
    decode,
    find_published,
    parse_date,
    read_bytes,
    read_page,
    read_path,
    scan,
)
from mahdar.record import Document

TEXT = "قال وزير الخارجية في مؤتمر صحفي إن بلاده على استعداد للعودة إلى المفاوضات، وأضاف أن الحل في أيدي الطرفين.\n"
PARAGRAPHS = "".join(
    f"<p>وقال المتحدث في البند {number} إن الحكومة ستعرض الاتفاق على البرلمان في جلسة علنية خلال هذا الشهر.</p>"
    for number in range(8)
)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>عنوان الصفحة</title>{head}</head><body>{body}</body></html>"


def documents(path: str | Path) -> list[Document]:
    return [found for found in read_path(path) if isinstance(found, Document)]


def failures(path: str | Path) -> list[Failure]:
    return [found for found in read_path(path) if isinstance(found, Failure)]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256", "iso8859-6"],
)
def test_arabic_comes_out_of_every_encoding(encoding: str) -> None:
    text, _ = decode(TEXT.encode(encoding))
    assert text == TEXT


def test_a_short_line_of_windows_1256_is_told_from_iso_8859_6() -> None:
    for line in ("اجتماع في القاهرة", "الرئيس في موسكو"):
        assert decode(line.encode("windows-1256"))[0] == line
        assert decode(line.encode("iso8859-6"))[0] == line


def test_an_unusual_encoding_is_noted_and_utf_8_is_not() -> None:
    assert decode(TEXT.encode())[1] == []
    assert [note.kind for note in decode(TEXT.encode("windows-1256"))[1]] == ["encoding"]


def test_a_cut_utf_8_file_keeps_its_text_and_gets_a_note() -> None:
    raw = TEXT.encode() * 3
    text, notes = decode(raw[:-3])
    assert text.startswith(TEXT)
    assert "broken" in notes[0].message


def test_control_and_bidi_characters_stay() -> None:
    text, notes = decode("قال\u200f الوزير\x02 إن الأمر بسيط جدا ولا يحتاج إلى شرح\u202c".encode())
    assert "\x02" in text
    assert "\u200f" in text
    assert [note.kind for note in notes] == ["control"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\nrest", "a PDF file"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\x89PNG\r\n", "a PNG image"),
        (bytes(range(256)) * 20, "not text"),
        (b"\x01\x02\x03\x04" * 50, "binary"),
    ],
)
def test_binary_is_refused_with_its_kind(raw: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        decode(raw)


def test_an_empty_file_is_a_document_with_a_note(tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(b"")
    [document] = documents(file)
    assert document.text == ""
    assert [note.kind for note in document.notes] == ["empty"]


def test_text_keeps_its_line_ends_and_blanks(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(("  " + TEXT.replace("\n", "\r\n") + "\t").encode())
    assert documents(file)[0].text == "  " + TEXT.replace("\n", "\r\n") + "\t"


def test_a_page_gives_article_title_date_outlet_and_author() -> None:
    head = (
        '<meta property="article:published_time" content="2019-04-11T09:30:00Z">'
        '<meta property="og:site_name" content="صحيفة المثال"><meta name="author" content="منى سالم">'
    )
    found = read_page(page(f"<nav><a href='/'>الرئيسية</a></nav><article>{PARAGRAPHS}</article>", head))
    assert "ستعرض الاتفاق" in found.text
    assert "الرئيسية" not in found.text
    assert found.metadata == Metadata(
        title="عنوان الصفحة", source="صحيفة المثال", author="منى سالم", published="2019-04-11"
    )


def test_scripts_never_reach_the_text() -> None:
    found = read_page(
        page(f"<script>var a='سر';</script><article>{PARAGRAPHS}</article><style>p{{}}</style>")
    )
    assert "سر" not in found.text.split()
    assert "{" not in found.text


@pytest.mark.parametrize(
    "markup",
    [
        page("<div>" * 100_000 + PARAGRAPHS),
        page("<font>" * 5_000 + PARAGRAPHS),
        page("<script>" * 200_000 + PARAGRAPHS),
        page(f'<p data-x="{"a" * 5_000_000}">' + PARAGRAPHS),
        page(PARAGRAPHS * 2_000),
        page("<p>" + "&amp;" * 500_000 + "</p>"),
        "<" * 1_000_000,
        "<a '" * 500_000,
        "<!--" * 500_000,
        "<title>" * 100_000,
    ],
    ids=[
        "deep",
        "fonts",
        "scripts",
        "attribute",
        "many",
        "entities",
        "brackets",
        "quotes",
        "comments",
        "titles",
    ],
)
def test_hostile_pages_end_soon(markup: str) -> None:
    started = time.perf_counter()
    read_page(markup)
    assert time.perf_counter() - started < 8


def test_a_page_too_deep_for_the_parser_still_gives_its_text() -> None:
    found = read_page(page("<div>" * 2_000 + PARAGRAPHS + "</div>" * 2_000))
    assert "ستعرض الاتفاق" in found.text
    assert [note.kind for note in found.notes] == ["page"]


def test_json_lines_name_the_line_that_fails_and_go_on(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [
        json.dumps(
            {
                "text": TEXT,
                "title": "عنوان",
                "source": "وكالة",
                "url": "https://example.org/a",
                "published": "2015-02-03",
            }
        ),
        "{broken",
        "",
        json.dumps({"title": "no text"}),
        json.dumps(["a", "list"]),
        json.dumps({"text": 7}),
        json.dumps({"html": page(f"<article>{PARAGRAPHS}</article>"), "author": "سعاد"}),
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    first, last = documents(file)
    assert (first.title, first.source, first.url) == ("عنوان", "وكالة", "https://example.org/a")
    assert (first.published, first.published_basis) == ("2015-02-03", "metadata")
    assert last.author == "سعاد"
    assert "ستعرض الاتفاق" in last.text
    told = failures(file)
    assert [failure.line for failure in told] == [2, 4, 5, 6]
    assert told[0].reason.startswith("not JSON")
    assert told[1].reason == "neither `text` nor `html`"
    assert told[3].reason == "`text` is a number, expected a string"
    assert str(told[0]).startswith(f"{file}:2: ")


def test_one_json_object_and_a_list_of_them(tmp_path: Path) -> None:
    one, many = tmp_path / "one.json", tmp_path / "many.json"
    one.write_text(json.dumps({"text": TEXT}, indent=1), encoding="utf-8")
    many.write_text(json.dumps([{"text": TEXT}, {"text": TEXT}], indent=1), encoding="utf-8")
    assert len(documents(one)) == 1
    assert [str(found) for found in scan(many)] == [f"{many}:1", f"{many}:2"]


def test_json_lines_in_utf_16(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes((json.dumps({"text": TEXT}, ensure_ascii=False) + "\n").encode("utf-16"))
    assert documents(file)[0].text == TEXT


def test_half_surrogates_become_replacement_characters() -> None:
    document = build_document("نص \ud800 آخر")
    assert document.text == "نص \ufffd آخر"
    assert document.notes[0].kind == "encoding"


def test_folders_are_read_below_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/z.txt", "b/a.html", "c.txt", ".hidden.txt", "picture.png"):
        (tmp_path / name).write_text(page(PARAGRAPHS) if name.endswith("html") else TEXT, encoding="utf-8")
    found = [Path(one.source).relative_to(tmp_path).as_posix() for one in scan(tmp_path)]
    assert found == ["c.txt", "b/a.html", "b/z.txt"]
    assert count_reports([tmp_path]) == 3


def test_missing_file_and_folder_without_reports_are_failures(tmp_path: Path) -> None:
    assert failures(tmp_path / "nothing.txt")[0].reason == "no such file or folder"
    assert failures(tmp_path)[0].reason.startswith("no reports in this folder")


def test_a_broken_file_does_not_stop_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4 ...")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert [failure.reason for failure in failures(tmp_path)] == ["a PDF file, not text"]
    assert len(documents(tmp_path)) == 1


def test_bytes_are_told_apart_by_how_they_begin() -> None:
    rows = (json.dumps({"text": TEXT}) + "\n").encode() * 2
    assert len(list(read_bytes(rows))) == 2
    [from_page] = read_bytes(page(f"<article>{PARAGRAPHS}</article>").encode())
    assert isinstance(from_page, Document)
    assert from_page.title == "عنوان الصفحة"
    [plain] = read_bytes(TEXT.encode())
    assert isinstance(plain, Document)
    assert plain.text == TEXT


def test_one_huge_line_takes_time_in_proportion() -> None:
    def seconds(raw: bytes) -> float:
        started = time.perf_counter()
        list(read_bytes(raw))
        return time.perf_counter() - started

    line = TEXT.strip().encode()
    assert seconds(line * (50_000_000 // len(line))) < 10


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2014-03-15", "2014-03-15"),
        ("2014/3/5", "2014-03-05"),
        ("15/03/2014", "2014-03-15"),
        ("٢٠١٤-٠٣-١٥", "2014-03-15"),
        ("2014-03", "2014-03"),
        ("2014", "2014"),
        ("20140315", "2014-03-15"),
        ("2014-03-15 10:00", "2014-03-15T10:00"),
        ("2014-03-15T10:00:00Z", "2014-03-15T10:00:00Z"),
        ("Sat, 15 Mar 2014 10:00:00 GMT", "2014-03-15T10:00:00+00:00"),
        ("2014-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_in_metadata(given: str, expected: str | None) -> None:
    assert parse_date(given) == expected


@pytest.mark.parametrize(
    ("text", "url", "value", "evidence"),
    [
        ("القاهرة - 3 آذار/مارس 2019 - أعلن المتحدث", None, "2019-03-03", "3 آذار/مارس 2019"),
        ("عنوان الخبر\n\nتونس في 15 جانفي 2011 - أعلن", None, "2011-01-15", "15 جانفي 2011"),
        ("الدوحة – الأحد ١ مارس ٢٠٢٠\nقال", None, "2020-03-01", "١ مارس ٢٠٢٠"),
        ("الرباط (رويترز) 12 نيسان (أبريل) 2018 - قال", None, "2018-04-12", "12 نيسان (أبريل) 2018"),
        ("رام الله 12-3-2015 (وفا)- قال", None, "2015-03-12", "12-3-2015"),
        ("الرياض، الاثنين 10 رمضان 1438هـ الموافق 5 يونيو 2017م", None, "2017-06-05", "5 يونيو 2017"),
        ("موسكو 15 مارس (اف ب) - قال", "https://example.org/2014/03/16/news", "2014-03-15", "15 مارس"),
        ("موسكو 31 ديسمبر (اف ب) - قال", "https://example.org/2015/01/01/news", "2014-12-31", "31 ديسمبر"),
        ("موسكو 15 مارس (اف ب) - قال", "https://example.org/2014/x", "2014-03-15", "15 مارس"),
    ],
)
def test_datelines(text: str, url: str | None, value: str, evidence: str) -> None:
    found = find_published(text, url=url)
    assert (found.value, found.basis) == (value, "dateline")
    assert found.evidence is not None
    assert text[found.evidence.start : found.evidence.end] == evidence


@pytest.mark.parametrize(
    "text",
    [
        "موسكو 15 مارس (اف ب) - قال",
        "هجوم باريس 13 نوفمبر 2015\nقال شهود",
        "وقتل 12 شخصا في 3 مارس 2011 بحسب الشرطة",
        "قال الوزير يوم 5 مايو 2015 إن الاتفاق جاهز",
        "تونس 30 فبراير 2011 - قال",
        "",
    ],
)
def test_no_date_where_none_can_be_known(text: str) -> None:
    assert find_published(text).value is None


def test_metadata_come_before_the_dateline_and_the_address_after_it() -> None:
    text = "القاهرة - 3 آذار/مارس 2019 - أعلن"
    assert find_published(text, given="2019-03-04").basis == "metadata"
    assert find_published("قال", url="https://example.org/2014/03/15/a").value == "2014-03-15"
    assert find_published("قال", url="https://example.org/2014/03/15/a").basis == "url"
    assert find_published("قال", url="https://example.org/id/12345678").value is None


def test_a_year_in_the_metadata_completes_a_dateline() -> None:
    found = find_published("موسكو 15 مارس (اف ب) - قال", given="2014")
    assert (found.value, found.basis) == ("2014-03-15", "dateline")


def test_a_date_that_is_none_becomes_a_note() -> None:
    found = find_published("قال", given="غدا")
    assert found.value is None
    assert found.notes[0].kind == "published"


def test_a_default_date_gives_way_to_a_row_s_and_a_page_s(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2019-04-11T09:30:00Z">'
    rows = [
        {"text": TEXT},
        {"text": TEXT, "published": "2015-02-03"},
        {"html": page(f"<article>{PARAGRAPHS}</article>", head)},
        {"html": page(f"<article>{PARAGRAPHS}</article>")},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    found = [one.published for one in read_path(file, published="2020-01-01") if isinstance(one, Document)]
    assert found == ["2020-01-01", "2015-02-03", "2019-04-11", "2020-01-01"]
