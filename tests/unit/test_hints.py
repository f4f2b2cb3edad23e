"""What grammar tells the network of each token."""

from __future__ import annotations

from mahdar.pipeline import Reader
from mahdar.record import make_document
from mahdar.tagger.encoder import by_piece
from mahdar.tagger.hints import NOTHING, SLOTS, WIDTH, hints
from mahdar.tagger.pieces import Encoded

READER = Reader(mode="grammar")


def told(text: str) -> list[dict[str, str]]:
    """Of each token what its slots say."""
    analysis = READER.analyse(make_document(text))
    names = ["", *(f"{value}" for slot in SLOTS for value in SLOTS[slot])]
    return [
        {slot: names[row] for slot, row in zip(SLOTS, rows, strict=True) if row}
        for rows in hints(analysis, READER.mentions(analysis))
    ]


def test_words_names_and_acts_are_told() -> None:
    words = told("أعلن الوزير سامي الحداد أن بلاده لن ترسل جنودا إلى تونس.")
    assert words[0]["cue"] == "announce"
    assert words[0]["word"] == "V-past"
    assert words[2]["name"] == "B-person"
    assert words[3]["name"] == "I-person"
    assert words[1]["head"] in ("subject", "speaker")
    assert [word.get("content") for word in words[:6]][-1] is not None
    assert words[-2]["name"] == "B-state"


def test_an_act_of_the_tables_is_told_with_its_type() -> None:
    words = told("قصفت الطائرات مواقع المسلحين شمال المدينة.")
    assert words[0]["lexicon"] == "ASSAULT"
    assert words[0]["trigger"].startswith("ASSAULT-")


def test_values_are_numbered_once() -> None:
    assert sum(map(len, SLOTS.values())) + 1 == WIDTH
    assert len(NOTHING) == len(SLOTS)


def test_pieces_have_the_hints_of_their_token() -> None:
    from array import array

    coded = Encoded(array("q", [0, 9, 9, 9, 2]), array("q", [1, 2]), array("q", [1, 3]))
    one, two = [1] * len(SLOTS), [2] * len(SLOTS)
    assert by_piece(coded, [one, two]).tolist() == [list(NOTHING), one, two, two, list(NOTHING)]
