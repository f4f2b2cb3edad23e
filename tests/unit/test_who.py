"""Whom the tables know by a name: the use case, the command, the search behind them."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

import mahdar
from mahdar.cli.commands import app
from mahdar.errors import ConfigError
from mahdar.knowledge.search import latin_key


def first(name: str, on: str | None = None) -> str:
    """The English name of the likeliest answer, or ""."""
    answers = mahdar.who(name, on=on)
    return answers[0].en if answers else ""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["who", *arguments])


@pytest.mark.parametrize(
    ("name", "en", "how"),
    [
        ("فلاديمير بوتين", "Vladimir Putin", "exact"), ("بوتين", "Vladimir Putin", "surname"),
        ("Putin", "Vladimir Putin", "surname"), ("VLADIMIR PUTIN", "Vladimir Putin", "exact"),
        ("فلادمير بوتن", "Vladimir Putin", "near"), ("Vladimr Putn", "Vladimir Putin", "near"),
        ("ماكرن", "Emmanuel Macron", "near"), ("Macrn", "Emmanuel Macron", "near"),
        ("محمد زايد", "Mohamed bin Zayed Al Nahyan", "exact"), ("Recep Erdogan", "Recep Tayyip Erdoğan", "near"),
        ("الامم المتحده", "United Nations", "exact"), ("gcc", "Gulf Cooperation Council", "exact"),
        ("روسيا", "Russia", "exact"), ("RUS", "Russia", "exact"), ("الكرملين", "Kremlin", "exact"),
    ],
)  # fmt: skip
def test_names_in_two_scripts(name: str, en: str, how: str) -> None:
    answer = mahdar.who(name)[0]
    assert (answer.en, answer.match) == (en, how)
    assert (answer.score == 100) == (how == "exact")


def test_the_article_does_not_count() -> None:
    assert first("نيجر") == "Niger"
    assert first("سيسي") == "Abdel Fattah el-Sisi"


@pytest.mark.parametrize("name", ["خلدون البراري الغزواني", "Nobody Whatsoever", "", "  ", "؟", "ab"])
def test_nobody(name: str) -> None:
    assert mahdar.who(name) == []


@pytest.mark.parametrize(
    ("office", "on", "en"),
    [
        ("الرئيس الأميركي", "2014-05-01", "Barack Obama"), ("الرئيس الأميركي", "2018-05", "Donald Trump"),
        ("وزير الخارجية الأميركي", "2014", "John Kerry"), ("رئيس وزراء اليابان", "2022-06-01", "Fumio Kishida"),
        ("الأمين العام للأمم المتحدة", "2020", "António Guterres"), ("الملك الأردني", "2010", "King Abdullah II of Jordan"),
    ],
)  # fmt: skip
def test_who_held_an_office(office: str, on: str, en: str) -> None:
    assert first(office, on) == en


def test_offices_on_a_date() -> None:
    [then] = [held for held in mahdar.who("Vladimir Putin", on="2010-01-01")[0].offices if held.on_date]
    assert (then.office, then.of, then.of_name) == ("head_of_government", "RUS", "Russia")
    assert not [held for held in mahdar.who("Vladimir Putin", on="1990")[0].offices if held.on_date]


def test_of_a_family_the_one_in_office_comes_first() -> None:
    assert first("Bush", "2003-03-20") == "George W. Bush"
    assert first("Bush", "1990-03-20") == "George H. W. Bush"
    assert len(mahdar.who("Bush")) > 1


def test_a_body_tells_its_members_and_a_state_its_bodies() -> None:
    assert "HRV" in mahdar.who("الاتحاد الأوروبي", on="2014")[0].members
    assert "HRV" not in mahdar.who("الاتحاد الأوروبي", on="2004")[0].members
    assert "arab_league" in mahdar.who("تونس")[0].member_of


def test_the_key_is_that_of_the_record() -> None:
    record = mahdar.read("قال الرئيس الروسي فلاديمير بوتين إن روسيا مستعدة.", published="2018-03-01")
    keys = {actor.names["en"]: actor.key for actor in record.actors if "en" in actor.names}
    assert keys["Vladimir Putin"] == mahdar.who("بوتين")[0].key
    assert keys["Russia"] == mahdar.who("روسيا")[0].key


def test_limit() -> None:
    assert len(mahdar.who("Assad", limit=2)) == 2


@pytest.mark.parametrize("on", ["2014-13", "yesterday", "2014-02-30", "14"])
def test_no_date(on: str) -> None:
    with pytest.raises(ConfigError):
        mahdar.who("بوتين", on=on)
    assert run("بوتين", "--on", on).exit_code == 2


def test_latin_key() -> None:
    assert latin_key("Bashar al-Assad") == latin_key("bashar assad")
    assert latin_key("François Hollande") == "francois hollande"


def test_the_command_tells_terms_and_spellings() -> None:
    result = run("باراك أوباما", "--on", "2014-05-01")
    assert result.exit_code == 0
    for words in (
        "Barack Obama",
        "person, United States",
        "USAGOV",
        "Q76",
        "on 2014-05-01",
        "2009-01-20 – 2017-01-20",
    ):
        assert words in result.output


def test_the_command_names_the_others() -> None:
    output = run("Bush", "--on", "2003").output
    assert output.index("George W. Bush") < output.index("It may also be") < output.index("George H. W. Bush")


def test_the_command_as_json() -> None:
    answers = json.loads(run("Obama", "--format", "json", "--on", "2014").output)
    assert answers[0]["wikidata"] == "Q76"
    assert answers[0]["offices"][-1]["on_date"] is True


def test_nobody_is_no_success() -> None:
    result = run("خلدون البراري الغزواني")
    assert result.exit_code == 1
    assert "know nobody" in result.output
    assert json.loads(run("خلدون البراري الغزواني", "-f", "json").output) == []
