"""Mentions joined to actors: coreference, metonyms, roles, look-up by phrase."""

from __future__ import annotations

import pytest

from mahdar.analysis.reader import Analyser
from mahdar.analysis.types import Analysis, Phrase
from mahdar.extract.names import find_names
from mahdar.knowledge import load
from mahdar.record import Actor, Document
from mahdar.resolve.actors import ActorTable, resolve_actors

ANALYSER = Analyser(load())


def read(text: str, published: str | None = "2018-03-01") -> tuple[ActorTable, Analysis]:
    """The actors of a text and its analysis."""
    analysis = ANALYSER.analyse(Document(id="d", report="d", text=text, language="ar"))
    return resolve_actors(find_names(analysis, load()), analysis, load(), published), analysis


def surfaces(actor: Actor, text: str) -> list[str]:
    """What an actor is called in a text, in order."""
    return [text[m.start : m.end] for m in actor.mentions]


def actor_of(table: ActorTable, text: str, surface: str) -> Actor:
    """The actor that a surface stands for."""
    [found] = {a.id: a for a in table.actors if surface in surfaces(a, text)}.values()
    return found


def test_surname_and_office_are_the_same_person() -> None:
    text = "وصل الرئيس الفرنسي إيمانويل ماكرون. وقال ماكرون إنه متفائل. وأضاف الرئيس الفرنسي أن الوضع صعب."
    table, _ = read(text)
    assert surfaces(actor_of(table, text, "ماكرون"), text) == ["إيمانويل ماكرون", "ماكرون", "الرئيس الفرنسي"]


def test_unknown_person_by_last_name() -> None:
    text = "التقى خلدون البراري الوفد. وأضاف البراري أن الحوار مستمر."
    table, _ = read(text)
    assert surfaces(actor_of(table, text, "البراري"), text) == ["خلدون البراري", "البراري"]


@pytest.mark.parametrize(("published", "key"), [("2014-05-01", "Q76"), ("2018-05-01", "Q22686")])
def test_office_by_terms(published: str, key: str) -> None:
    text = "قال الرئيس الأميركي إن الخطة جاهزة."
    table, _ = read(text, published)
    assert actor_of(table, text, "الرئيس الأميركي").key == key


def test_office_without_a_date_stays_a_description() -> None:
    text = "قال الرئيس الأميركي إن الخطة جاهزة."
    table, _ = read(text, None)
    actor = actor_of(table, text, "الرئيس الأميركي")
    assert (actor.kind, actor.country, actor.wikidata) == ("person", "USA", None)


def test_capital_acts_or_is_a_place() -> None:
    text = "رفضت موسكو الاتهامات. وعقد الاجتماع في موسكو."
    table, _ = read(text)
    state, place = (a for a in table.actors if "موسكو" in surfaces(a, text))
    assert (state.kind, state.mentions[0].form) == ("state", "metonym")
    assert (place.kind, place.mentions[0].form) == ("place", "name")


def test_the_pair_in_focus() -> None:
    text = "التقى الرئيس الروسي فلاديمير بوتين الرئيس الصيني شي جين بينغ. واتفق الزعيمان على التعاون."
    table, analysis = read(text)
    at = analysis.texts.index("الزعيمان")
    pair = table.of_range(at, at + 1)
    assert [table.actors[n].country for n in pair] == ["RUS", "CHN"]


def test_counterpart_takes_the_office_told_before() -> None:
    text = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الأميركي."
    table, _ = read(text, "2014-05-01")
    assert actor_of(table, text, "نظيره الأميركي").names["en"] == "John Kerry"


def test_phrase_with_title_is_the_person() -> None:
    text = "وصل الرئيس الروسي فلاديمير بوتين"
    table, analysis = read(text)
    [number] = table.of_phrase(Phrase(1, len(analysis.texts), 1))
    assert table.actors[number].kind == "person"


def test_coordination_gives_several() -> None:
    text = "وقعت روسيا والصين وإيران اتفاقا"
    table, _ = read(text)
    assert [table.actors[n].country for n in table.of_phrase(Phrase(1, 4, 1))] == ["RUS", "CHN", "IRN"]


def test_demonym_inside_a_nominal_does_not_count() -> None:
    text = "قال خبراء أميركيون إن السوق مستقر"
    table, _ = read(text)
    [number] = table.of_phrase(Phrase(1, 3, 1))
    assert table.actors[number].kind == "group"
    assert table.actors[number].country == "USA"


def test_thing_belongs_to_its_owner() -> None:
    text = "أدت الضربات الروسية إلى دمار"
    table, _analysis = read(text)
    assert table.country_of_demonym(2) == "RUS"
    [number] = table.of_phrase(Phrase(1, 3, 1))
    assert table.actors[number].key == "RUS"


def test_role_conflict_becomes_a_note() -> None:
    text = "قال الرئيس الأميركي باراك أوباما إن الخطة جاهزة."
    table, _ = read(text, "2019-05-01")
    assert [n.kind for n in table.notes] == ["role_conflict"]
    assert not read(text, "2014-05-01")[0].notes
    assert not read("قال الرئيس الأميركي السابق باراك أوباما إن الخطة جاهزة.", "2019-05-01")[0].notes


def test_roles_are_kept_with_their_span() -> None:
    text = "قال وزير الخارجية الروسي سيرغي لافروف ذلك"
    table, _ = read(text)
    [role] = actor_of(table, text, "سيرغي لافروف").roles
    assert text[role.start : role.end] == "وزير الخارجية الروسي"


def test_focus_goes_back_to_the_last_that_agrees() -> None:
    text = "قال سيرغي لافروف إن سوريا مستعدة"
    table, analysis = read(text)
    last = len(analysis.texts)
    man = table.focus_before(last, "m", "s")
    assert man is not None
    assert table.actors[man].kind == "person"
    state = table.focus_before(last, "f", "s")
    assert state is not None
    assert table.actors[state].kind == "state"
    assert table.focus_before(0, "m", "s") is None


def test_ids_and_order() -> None:
    table, _ = read("وقعت روسيا والصين اتفاقا")
    assert [a.id for a in table.actors] == ["a1", "a2"]
    assert [a.key for a in table.actors] == ["RUS", "CHN"]


def test_the_same_report_gives_the_same_actors() -> None:
    text = "التقى الرئيس الروسي فلاديمير بوتين نظيره الصيني في موسكو، وقال خبراء إن الجانبين اتفقا."
    assert read(text)[0].actors == read(text)[0].actors
