"""Who takes part in an act: unnamed people, pronouns, hosts, both sides of one sentence, one act once."""

from functools import cache

import pytest

from mahdar.pipeline import Reader


@cache
def reader() -> Reader:
    return Reader(mode="grammar")


def acts(text: str) -> list[tuple[str, set[str | None], set[str | None]]]:
    record = reader().read(text)
    return [
        (
            event.type,
            {record.actor(n).country for n in event.source},
            {record.actor(n).country for n in event.target},
        )
        for event in record.events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعتقلت الشرطة الفرنسية نحو ثلاثين متظاهرا من إيران.", ("COERCE", {"FRA"}, {"IRN"})),
        ("استدعت الخارجية الكويتية السفير التركي.", ("ACCUSE", {"KWT"}, {"TUR"})),
        ("أدانت مصر القصف الذي نفذته القوات العراقية على سوريا.", ("ASSAULT", {"IRQ"}, {"SYR"})),
        ("أعلنت روسيا عن محادثات مع تركيا.", ("CONSULT", {"RUS", "TUR"}, set())),
        ("غادر سيرغي لافروف القاعة منددا بسياسة تركيا.", ("ACCUSE", {"RUS"}, {"TUR"})),
        ("اعترضت فرنسا على مشروع قدمته روسيا.", ("REJECT", {"FRA"}, {"RUS"})),
    ],
)
def test_sides(text: str, expected: tuple[str, set[str | None], set[str | None]]) -> None:
    assert expected in acts(text), acts(text)


def test_demanded_act_is_no_event() -> None:
    assert [one[0] for one in acts("طالبت فرنسا إسرائيل بالإفراج عن الأسرى.")] == ["REQUEST"]


def test_definite_noun_points_back() -> None:
    told = acts("قصفت روسيا مدينة حلب. وقال شهود إن القصف استمر ساعات.")
    assert [one[0] for one in told].count("ASSAULT") == 1
