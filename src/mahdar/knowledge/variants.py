"""Spelling variants by rule: look-up keys, skeletons of foreign names, inflected demonyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mahdar.text import fold, normalise

# Beyond `fold`: hamza on its seats and borrowed letters.
_KEY = str.maketrans({"ؤ": "و", "ئ": "ي", "ء": None, "ڤ": "ف", "پ": "ب", "چ": "ج", "گ": "ك", "ڨ": "ق"})
_TOKEN = re.compile(r"[^\W_]+|[^\s\w]")
# Alternations of transliteration: letters that render one foreign sound in different schools.
_SOUNDS = str.maketrans({
    "غ": "ك", "ج": "ك", "ق": "ك", "خ": "ك", "ص": "س", "ز": "س", "ث": "س", "ذ": "د", "ض": "د", "ط": "ت", "ظ": "س",
    "ح": "ه", "ا": None, "ي": None, "و": None, "ع": None,
})  # fmt: skip
# States where the family name comes first: 习近平 is Mr Xi.
FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "MAC"})
# States where most persons bear Arabic (or Persian, Turkish) names: their long vowels tell names apart (محمد, محمود).
NATIVE = frozenset(
    "DZA BHR EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM IRN AFG PAK".split()
)
# Parts of Western family names that stay with them where the given name falls away.
_PARTICLES = frozenset({"فون", "فان", "دي", "دا", "دو", "دوس", "ديل", "دل"})
_JOINED = ("عبد", "ابو", "بو")


def key_of(folded: str) -> str:
    """Look-up key of folded text."""
    return folded.translate(_KEY)


def keys_of(texts: list[str]) -> list[str]:
    """Look-up keys of folded tokens, in one pass."""
    return "\n".join(texts).translate(_KEY).split("\n")


def name_key(name: str) -> str:
    """Look-up key of a name: its tokens folded and joined by blanks; hyphens and underscores do not count."""
    tokens = _TOKEN.findall(fold(normalise(name).text).casefold())
    return " ".join(key_of(token) for token in tokens if token not in ("-", "–"))


@lru_cache(maxsize=1 << 16)
def skeleton(token: str) -> str:
    """Consonants of a key with the sounds that transliterations confuse made one; empty where too little is left."""
    if token.startswith("ال") and len(token) > 4:
        token = token[2:]
    if token.endswith("ه"):
        token = token[:-1]
    plain = token.translate(_SOUNDS)
    out = [c for at, c in enumerate(plain) if at == 0 or plain[at - 1] != c]
    return "".join(out)


def distance(left: str, right: str) -> int:
    """Levenshtein distance of two short words."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def near(words: list[str], name: str) -> bool:
    """Whether words differ from a name of as many words in no more than a third of their letters."""
    others = name.split(" ")
    return len(words) == len(others) and all(
        distance(a, b) <= max(1, min(len(a), len(b)) // 3) for a, b in zip(words, others, strict=True)
    )


def arabic_variants(key: str) -> Iterator[str]:
    """Other look-up keys of an Arabic name: joined عبد and أبو, without بن, with and without the last article."""
    tokens = key.split(" ")
    yield key
    if len(tokens) < 2:
        return
    if "ال" in tokens[3:-1] and "بن" in tokens:
        yield " ".join(tokens[: tokens.index("ال")])  # محمد بن زايد آل نهيان
    for part in _JOINED:
        if part in tokens[:-1]:
            at = tokens.index(part)
            yield " ".join([*tokens[:at], part + tokens[at + 1], *tokens[at + 2 :]])
        for at, token in enumerate(tokens):
            if token.startswith(part + "ال") and len(token) > len(part) + 3:
                yield " ".join([*tokens[:at], part, token[len(part) :], *tokens[at + 1 :]])
    if "بن" in tokens[1:-1]:
        yield " ".join(t for t in tokens if t != "بن")
        yield " ".join("ابن" if t == "بن" else t for t in tokens)
    last = tokens[-1]
    if last.startswith("ال") and len(last) > 5 and tokens[-2] not in _JOINED:
        yield " ".join([*tokens[:-1], last[2:]])
    elif tokens[-2] not in (*_JOINED, "ال", "بن") and len(last) > 3:
        yield " ".join([*tokens[:-1], "ال" + last])


def family_name(key: str) -> str:
    """The family name of several words that a name ends with (فون دير لاين, دي ميستورا), or an empty string."""
    tokens = key.split(" ")
    for at, token in enumerate(tokens[1:-1], 1):
        if token in _PARTICLES:
            return " ".join(tokens[at:])
    return ""


def personal_key(name: str, *, native: bool) -> str:
    """What stays the same of a person's name in different reports: the first and the last part, without بن and آل and
    the last article; of a foreign name the consonants, with the sounds that transliterations confuse made one."""
    tokens = [t for t in name_key(name).split(" ") if t.isalpha() and t not in ("بن", "ابن", "بنت", "ال")]
    parts: list[str] = []
    for token in tokens:
        token = "ابو" if token in ("ابي", "ابا") else token  # the case that the sentence asks for
        if parts and parts[-1] in _JOINED:
            parts[-1] += token
        else:
            parts.append(token)
    if len(parts) > 2:
        parts = [parts[0], parts[-1]]
    if not native:
        bones = [skeleton(part) for part in parts]
        return " ".join(bone if len(bone) > 1 else part for bone, part in zip(bones, parts, strict=True))
    if len(parts) > 1 and parts[-1].startswith("ال") and len(parts[-1]) > 4:
        parts[-1] = parts[-1][2:]
    return " ".join(parts)


def nisba_forms(word: str) -> Iterator[tuple[str, str, str]]:
    """(form, gender, number) of a relative adjective in ي, folded."""
    stem = fold(word)
    yield stem, "m", "s"
    yield stem + "ا", "m", "s"
    yield stem + "ه", "f", "s"
    yield stem + "ون", "m", "p"
    yield stem + "ين", "m", "p"
    yield stem + "ات", "f", "p"
    yield stem + "ان", "m", "d"
    yield stem + "تان", "f", "d"
    yield stem + "تين", "f", "d"


def demonym_forms(demonym: str) -> Iterator[tuple[str, str, str]]:
    """All forms of a demonym; of two adjectives (كوري شمالي) both inflect, a bare first noun (جنوب أفريقي) does not."""
    words = demonym.split()
    if len(words) == 1:
        yield from nisba_forms(words[0])
        return
    if not words[0].endswith("ي"):
        for form, gender, number in nisba_forms(words[-1]):
            yield " ".join([*map(fold, words[:-1]), form]), gender, number
        return
    rests = [list(nisba_forms(word)) for word in words]
    for parts in zip(*rests, strict=True):
        yield " ".join(part[0] for part in parts), parts[0][1], parts[0][2]
