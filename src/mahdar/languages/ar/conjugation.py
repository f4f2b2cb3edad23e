"""Verb inflection by rule: from root, form and vowels to stems, and from stems to every written form.

Stems are vocalised patterns (see `spelling`). The paradigm follows the usual reference grammars of Modern Standard
Arabic (Wright; Ryding 2005, chapters 21 to 33): ten triliteral forms, three quadriliteral ones, and the classes
sound, hamzated, assimilated, hollow, defective, doubled.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mahdar.languages.ar.spelling import spellings


class Inflection(NamedTuple):
    """What one verb form says: tense, mood, person, gender, number, voice."""

    tense: str  # past, present, imperative
    mood: str  # "", "jussive", "subjunctive"
    person: str
    gender: str
    number: str
    passive: bool


class Stems(NamedTuple):
    """Stems of one voice. `pv` before vowels, `pc` before consonants (past); `iv`, `ic`, `ij` (present; `ij` bare).

    `weak` is the class of the last radical: "" sound, else one of `aY`, `aA`, `iy` for the past and `I`, `U`, `Y` for
    the present, in that order.
    """

    pv: str
    pc: str
    prefix: str
    iv: str
    ic: str
    ij: str
    past_end: str = ""
    present_end: str = ""


class Verb(NamedTuple):
    """A row of the verb lexicon, as far as inflection needs it."""

    root: str
    form: str
    vowels: str
    strong: bool = False  # a weak or doubled root that keeps all its radicals (استحوذ، تحاصص)


def _assimilated(first: str) -> tuple[str, str]:
    """First radical and infix of form VIII as written: اتصل، اضطر، ادعى، ازداد، اطلع."""
    return {
        "و": ("ت", ""), "ي": ("ت", ""), "ص": ("ص", "ط"), "ض": ("ض", "ط"), "ط": ("ط", ""), "ظ": ("ظ", ""),
        "د": ("د", ""), "ت": ("ت", ""), "ذ": ("د", ""), "ز": ("ز", "د"), "ث": ("ث", "ت"),
    }.get(first, (first, "ت"))  # fmt: skip


def _weak_class(verb: Verb) -> str:
    root = verb.root
    if len(root) != 3:
        return "sound"
    if root[2] in "وي":
        return "defective"
    if verb.strong:
        return "sound"
    if root[1] in "وي" and verb.form in ("1", "4", "7", "8", "10"):
        return "hollow"
    if root[1] == root[2] and verb.form in ("1", "3", "4", "6", "7", "8", "10"):
        return "doubled"
    return "sound"


class _Shape(NamedTuple):
    """The part of a derived form before its last two radicals: past, present, passive past, passive present."""

    past: str
    present: str
    passive: str
    passive_present: str
    prefix: str
    vowel: str  # vowel before the last radical in the active present
    closed: bool  # the second radical follows a consonant (so a hollow root contracts)


def _shape(verb: Verb) -> _Shape:
    f = verb.root[0]
    if verb.form == "8":
        first, infix = _assimilated(f)
        if f == "ء" and verb.root in ("ءخذ", "ءجر"):
            first, infix = "ت", ""
        return _Shape(
            f"اi{first}{infix}a", f"{first}{infix}a", f"اu{first}{infix}u", f"{first}{infix}a", "a", "i", True
        )
    w = "U" if f in "وي" else f
    return {
        "2": _Shape(f"{f}a", f"{f}a", f"{f}u", f"{f}a", "u", "i", False),
        "3": _Shape(f"{f}A", f"{f}A", f"{f}U", f"{f}A", "u", "i", False),
        "4": _Shape(
            f"ءa{f}" if f != "ء" else "ءA",
            w if f in "وي" else f,
            "ءU" if f in "ويء" else f"ءu{f}",
            w if f in "وي" else f,
            "u",
            "i",
            True,
        ),
        "5": _Shape(f"تa{f}a", f"تa{f}a", f"تu{f}u", f"تa{f}a", "a", "a", False),
        "6": _Shape(f"تa{f}A", f"تa{f}A", f"تu{f}U", f"تa{f}A", "a", "a", False),
        "7": _Shape(f"ان{f}a", f"ن{f}a", f"ان{f}u", f"ن{f}a", "a", "i", True),
        "9": _Shape(f"ا{f}", f"{f}", f"ا{f}", f"{f}", "a", "a", False),
        "10": _Shape(f"استa{f}", f"ستa{f}", f"استu{f}", f"ستa{f}", "a", "i", True),
    }[verb.form]


def _quadriliteral(verb: Verb) -> tuple[Stems, Stems]:
    f, a, l, k = tuple(verb.root)  # noqa: E741
    if verb.form == "Q1":
        past, present, passive = f"{f}a{a}{l}a{k}", f"{f}a{a}{l}i{k}", f"{f}u{a}{l}i{k}"
        other = f"{f}a{a}{l}a{k}"
        return Stems(past, past, "u", present, present, present), Stems(
            passive, passive, "u", other, other, other
        )
    if verb.form == "Q2":
        past, passive = f"تa{f}a{a}{l}a{k}", f"تu{f}u{a}{l}i{k}"
        return Stems(past, past, "a", past, past, past), Stems(passive, passive, "u", past, past, past)
    past, present = f"ا{f}{a}a{l}a{k}", f"{f}{a}a{l}i{k}"
    # اطمأن, but اطمأننت: the doubled last radical opens before a consonant.
    open_past = f"{past}a{k}" if verb.form == "Q4" else past
    return Stems(past, open_past, "a", present, present, present), Stems(
        past, open_past, "u", past[1:], past[1:], past[1:]
    )


def _first(verb: Verb) -> tuple[Stems, Stems]:
    """Form I: active and passive."""
    f, a, l = tuple(verb.root)  # noqa: E741
    p, i = tuple(verb.vowels) if len(verb.vowels) == 2 else ("a", "u")
    kind = _weak_class(verb)
    pre = f
    if f == "و" and kind != "hollow" and (i == "i" or (p + i) in ("aa",)):
        pre = ""
    elif f == "ي":
        pre = "ي"
    passive_pre = "U" if f in "وي" else f
    if kind == "hollow":
        v = {"u": "U", "i": "I", "a": "A"}[i]
        short = "u" if v == "U" else "i"
        active = Stems(f"{f}A{l}", f"{f}{short}{l}", "a", f"{f}{v}{l}", f"{f}{i}{l}", f"{f}{i}{l}")
        return active, Stems(f"{f}I{l}", f"{f}i{l}", "u", f"{f}A{l}", f"{f}a{l}", f"{f}a{l}")
    if kind == "doubled":
        active = Stems(f"{f}a{a}", f"{f}a{a}{p}{l}", "a", f"{f}{i}{a}", f"{f}{a}{i}{l}", f"{f}{i}{a}")
        return active, Stems(f"{f}u{a}", f"{f}u{a}i{l}", "u", f"{f}a{a}", f"{f}{a}a{l}", f"{f}a{a}")
    if kind == "defective":
        past_end = "iy" if p == "i" else ("aA" if l == "و" else "aY")
        if verb.root == "رءي":  # رأى يرى: the hamza falls in the present
            seen = Stems("رaء", "رaء", "a", "رa", "رa", "رa", "aY", "Y")
            return seen, Stems("رuء", "رuء", "u", "رa", "رa", "رa", "iy", "Y")
        present_end = {"u": "U", "i": "I", "a": "Y"}[i]
        active = Stems(
            f"{f}a{a}", f"{f}a{a}", "a", f"{pre}{a}", f"{pre}{a}", f"{pre}{a}", past_end, present_end
        )
        return active, Stems(
            f"{f}u{a}",
            f"{f}u{a}",
            "u",
            f"{passive_pre}{a}",
            f"{passive_pre}{a}",
            f"{passive_pre}{a}",
            "iy",
            "Y",
        )
    past, present = f"{f}a{a}{p}{l}", f"{pre}{a}{i}{l}"
    if not pre:
        present = f"{a}{i}{l}"
    passive = f"{f}u{a}i{l}"
    other = f"{passive_pre}{a}a{l}"
    return Stems(past, past, "a", present, present, present), Stems(
        passive, passive, "u", other, other, other
    )


def stems(verb: Verb) -> tuple[Stems, Stems]:
    """Active and passive stems of a verb.

    Raises:
        ValueError: the root does not fit the form.
    """
    if verb.form.startswith("Q"):
        if len(verb.root) != 4:
            raise ValueError(f"form {verb.form} needs four radicals")
        return _quadriliteral(verb)
    if len(verb.root) != 3:
        raise ValueError(f"form {verb.form} needs three radicals")
    if verb.form == "1":
        return _first(verb)
    _, a, l = tuple(verb.root)  # noqa: E741
    if verb.root == "رءي" and verb.form == "4":  # أرى يري: the hamza falls
        shown = Stems("ءaر", "ءaر", "u", "ر", "ر", "ر", "aY", "I")
        return shown, Stems("ءuر", "ءuر", "u", "ر", "ر", "ر", "iy", "Y")
    if verb.form == "9":
        s = _shape(verb)
        past, present = f"{s.past}{a}a{l}", f"{s.present}{a}a{l}"
        return Stems(past, past + "a" + l, "a", present, present, present), Stems(
            past, past, "u", present, present, present
        )
    s = _shape(verb)
    kind = _weak_class(verb)
    v = s.vowel
    if kind == "hollow" and s.closed:
        return _derived_hollow(verb, s, l)
    if kind == "doubled":
        return _derived_doubled(s, a, l, v)
    middle = "i" if v == "i" else "a"
    if kind == "defective":
        end = "I" if v == "i" else "Y"
        return (
            Stems(s.past + a, s.past + a, s.prefix, s.present + a, s.present + a, s.present + a, "aY", end),
            Stems(
                s.passive + a,
                s.passive + a,
                "u",
                s.passive_present + a,
                s.passive_present + a,
                s.passive_present + a,
                "iy",
                "Y",
            ),
        )
    past, present = f"{s.past}{a}a{l}", f"{s.present}{a}{middle}{l}"
    passive, other = f"{s.passive}{a}i{l}", f"{s.passive_present}{a}a{l}"
    return Stems(past, past, s.prefix, present, present, present), Stems(
        passive, passive, "u", other, other, other
    )


def _derived_hollow(verb: Verb, s: _Shape, last: str) -> tuple[Stems, Stems]:
    past, present, passive, other = s.past, s.present, s.passive, s.passive_present
    if verb.form in ("7", "8"):
        past, present, passive, other = past[:-1], present[:-1], passive[:-1], other[:-1]
        active = Stems(
            f"{past}A{last}",
            f"{past}a{last}",
            "a",
            f"{present}A{last}",
            f"{present}a{last}",
            f"{present}a{last}",
        )
        return active, Stems(
            f"{passive}I{last}",
            f"{passive}i{last}",
            "u",
            f"{other}A{last}",
            f"{other}a{last}",
            f"{other}a{last}",
        )
    active = Stems(
        f"{past}A{last}",
        f"{past}a{last}",
        s.prefix,
        f"{present}I{last}",
        f"{present}i{last}",
        f"{present}i{last}",
    )
    return active, Stems(
        f"{passive}I{last}", f"{passive}i{last}", "u", f"{other}A{last}", f"{other}a{last}", f"{other}a{last}"
    )


def _derived_doubled(s: _Shape, a: str, last: str, v: str) -> tuple[Stems, Stems]:
    long = f"{s.past}{a}a{last}"
    open_past = s.past + a if s.past[-1:] in "aA" else s.past + "a" + a
    open_present = s.present + a if s.present[-1:] in "aA" else f"{s.present}{v}{a}"
    active = Stems(open_past, long, s.prefix, open_present, f"{s.present}{a}{v}{last}", open_present)
    passive_open = s.passive + a if s.passive[-1:] in "uU" else s.passive + "u" + a
    other_open = s.passive_present + a if s.passive_present[-1:] in "aA" else f"{s.passive_present}a{a}"
    return active, Stems(
        passive_open, f"{s.passive}{a}i{last}", "u", other_open, f"{s.passive_present}{a}a{last}", other_open
    )


# (suffix of the past before which a stem stands, person, gender, number)
_PAST_CONSONANT = (
    ("تu", "1", "", "s"), ("تa", "2", "", "s"), ("نA", "1", "", "p"), ("تuم", "2", "m", "p"), ("تuمA", "2", "", "d"),
    ("نa", "3", "f", "p"),
)  # fmt: skip
_PAST_VOWEL = (
    ("a", "3", "m", "s"),
    ("aت", "3", "f", "s"),
    ("A", "3", "m", "d"),
    ("aتA", "3", "f", "d"),
    ("Uا", "3", "m", "p"),
)
_PERSONS = (("ي", "3", "m", "s"), ("ت", "3", "f", "s"), ("ء", "1", "", "s"), ("ن", "1", "", "p"))
_PRESENT_VOWEL = (
    ("ي", "3", "m", "d", "Aن", ""), ("ت", "3", "f", "d", "Aن", ""), ("ي", "3", "m", "p", "Uن", ""),
    ("ت", "2", "m", "p", "Uن", ""), ("ي", "3", "m", "d", "A", "short"), ("ت", "3", "f", "d", "A", "short"),
    ("ي", "3", "m", "p", "Uا", "short"), ("ت", "2", "m", "p", "Uا", "short"),
)  # fmt: skip
# Past and present endings of roots whose last radical is weak: stem end → 3ms, 3fs, 3md, 3fd, 3mp, before consonants.
_DEFECTIVE_PAST = {
    "aY": ("Y", "aت", "ayA", "aتA", "awا", "ay"),
    "aA": ("A", "aت", "awA", "aتA", "awا", "aw"),
    "iy": ("iya", "iyaت", "iyA", "iyaتA", "Uا", "I"),
}
# present: bare, dual, plural stem, jussive
_DEFECTIVE_PRESENT = {"I": ("I", "iy", "U", ""), "U": ("U", "uw", "U", ""), "Y": ("Y", "ay", "aw", "")}
_GLIDES = str.maketrans("yw", "يو")


def _voice(s: Stems, *, passive: bool) -> Iterator[tuple[str, Inflection]]:
    if s.past_end:
        ends = _DEFECTIVE_PAST[s.past_end]
        for end, (_, person, gender, number) in zip(ends[:5], _PAST_VOWEL, strict=True):
            yield s.pv + end, Inflection("past", "", person, gender, number, passive)
        for suffix, person, gender, number in _PAST_CONSONANT:
            yield s.pc + ends[5] + suffix, Inflection("past", "", person, gender, number, passive)
        bare, dual, plural, short = _DEFECTIVE_PRESENT[s.present_end]
        for prefix, person, gender, number in _PERSONS:
            yield prefix + s.prefix + s.iv + bare, Inflection("present", "", person, gender, number, passive)
            yield (
                prefix + s.prefix + s.ij + short,
                Inflection("present", "jussive", person, gender, number, passive),
            )
        for prefix, person, gender, number, suffix, mood in _PRESENT_VOWEL:
            stem = dual if number == "d" else plural
            tail = suffix[1:] if number == "p" else suffix
            form = prefix + s.prefix + s.iv + stem + tail
            yield form, Inflection("present", "subjunctive" if mood else "", person, gender, number, passive)
        return
    for suffix, person, gender, number in _PAST_VOWEL:
        yield s.pv + suffix, Inflection("past", "", person, gender, number, passive)
    for suffix, person, gender, number in _PAST_CONSONANT:
        # A last ن or ت is written once with the suffix that begins with it: أعلنا، سكت.
        stem = s.pc[:-1] if s.pc[-1] == suffix[0] else s.pc
        yield stem + suffix, Inflection("past", "", person, gender, number, passive)
    for prefix, person, gender, number in _PERSONS:
        yield prefix + s.prefix + s.iv + "u", Inflection("present", "", person, gender, number, passive)
        if s.ij != s.iv:
            yield prefix + s.prefix + s.ij, Inflection("present", "jussive", person, gender, number, passive)
    for prefix, person, gender, number, suffix, mood in _PRESENT_VOWEL:
        form = prefix + s.prefix + s.iv + suffix
        yield form, Inflection("present", "subjunctive" if mood else "", person, gender, number, passive)
    yield f"ي{s.prefix}{s.ic.removesuffix('ن')}نa", Inflection("present", "", "3", "f", "p", passive)


def _imperatives(verb: Verb, s: Stems) -> Iterator[tuple[str, Inflection]]:
    lead = "ا" if verb.form in ("7", "8", "9", "10", "Q4") else ""
    if verb.form == "4":
        lead = "ءa"
    elif verb.form == "1" and not lead:
        weak = _weak_class(verb)
        if (
            s.ij
            and weak not in ("hollow", "doubled")
            and s.ij[1:2] not in tuple("aiuAIU")
            and verb.root[0] != "ء"
        ):
            lead = "ا"
    yield lead + s.ij, Inflection("imperative", "", "2", "m", "s", False)
    yield lead + s.iv + "Uا", Inflection("imperative", "", "2", "m", "p", False)


def conjugate(verb: Verb) -> Iterator[tuple[str, Inflection]]:
    """Every written form of a verb with what it says; the same spelling may come several times.

    Raises:
        ValueError: the root does not fit the form.
    """
    active, passive = stems(verb)
    for voice, is_passive in ((active, False), (passive, True)):
        for pattern, inflection in _voice(voice, passive=is_passive):
            for form in spellings(pattern.translate(_GLIDES)):
                yield form, inflection
    for pattern, inflection in _imperatives(verb, active):
        yield spellings(pattern.translate(_GLIDES))[0], inflection


def lemma(verb: Verb) -> str:
    """The verb's name: third person masculine singular of the past, active."""
    active, _ = stems(verb)
    end = _DEFECTIVE_PAST[active.past_end][0] if active.past_end else "a"
    return spellings((active.pv + end).translate(_GLIDES))[0]


def participles(verb: Verb) -> tuple[str, str]:
    """Active and passive participle, masculine singular indefinite without case (مرسل، معط written معطي)."""
    f, a, l = tuple(verb.root)  # noqa: E741
    if verb.form == "1":
        kind = _weak_class(verb)
        second = "ء" if kind == "hollow" else a
        active = f"{f}A{second}i{l}" if kind != "doubled" else f"{f}A{a}"
        if kind == "defective":
            return spellings(f"{f}A{a}I")[0], spellings(
                (f"مa{f}{a}" + ("U" if l == "و" else "I")).translate(_GLIDES)
            )[0]
        if kind == "hollow":
            return spellings(active)[0], spellings(f"مa{f}" + ("U" if a == "و" else "I") + l)[0]
        return spellings(active)[0], spellings(f"مa{f}{a}U{l}")[0]
    base, undergone = stems(verb)
    end, other = ("I", "Y") if base.present_end else ("", "")
    return spellings("مu" + base.iv + end)[0], spellings("مu" + undergone.iv + other)[0]
