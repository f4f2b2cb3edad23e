"""From a vocalised pattern to the letters that are written: hamza seats, long vowels.

A pattern is a string of Arabic consonants with Latin vowels between them: short `a i u`, long `A I U`, `Y` for a
final long a written ى. Gemination is not written. Rules of hamza: the strongest of its two neighbours decides its
seat (i over u over a); see any grammar of Modern Standard Arabic, e.g. Ryding (2005), section 2.4.
"""

from __future__ import annotations

_LONG = {"A": "ا", "I": "ي", "U": "و", "Y": "ى"}
_VOWELS = "aiuAIUY"


def _seat(before: str, after: str, *, last: bool) -> str:
    """Seat of a hamza that is not initial; `before`/`after` are the neighbouring vowels, "" for none."""
    if last:
        return {"a": "أ", "i": "ئ", "u": "ؤ"}.get(before, "ء")
    if before in ("i", "I") or after in ("i", "I"):
        return "ئ"
    if before == "A":
        return "ؤ" if after in ("u", "U") else "ء"
    if before == "U":
        return "ء"
    if before == "u" or after in ("u", "U"):
        return "ؤ"
    return "أ"


def spell(pattern: str) -> str:
    """The written form of a vocalised pattern, without short vowels."""
    out: list[str] = []
    size = len(pattern)
    at = 0
    while at < size:
        char = pattern[at]
        if char in "aiu":
            at += 1
            continue
        if char in _LONG:
            # A final long a behind ي is written with alif: أحيا.
            out.append("ا" if char == "Y" and out and out[-1] == "ي" else _LONG[char])
            at += 1
            continue
        if char != "ء":
            out.append(char)
            at += 1
            continue
        after = pattern[at + 1] if at + 1 < size and pattern[at + 1] in _VOWELS else ""
        before = pattern[at - 1] if at and pattern[at - 1] in _VOWELS else ""
        if at == 0:
            if pattern[at : at + 3] == "ءaء" and (at + 3 >= size or pattern[at + 3] not in _VOWELS):
                out.append("آ")
                at += 3
                continue
            if after == "A":
                out.append("آ")
                at += 2
                continue
            out.append("إ" if after in ("i", "I") else "أ")
            at += 1
            continue
        if after == "A" and before in ("a", ""):
            out.append("آ")
            at += 2
            continue
        last = not any(c not in "aiu" for c in pattern[at + 1 :])
        out.append(_seat(before, after, last=last))
        at += 1
    return "".join(out)


def spellings(pattern: str) -> tuple[str, ...]:
    """All written forms in use: beside the rule's own, the seats that newspapers also use before a long u."""
    first = spell(pattern)
    if "ءU" not in pattern:
        return (first,)
    found = {first}
    if "aءU" in pattern:
        found.add(first.replace("ؤو", "أو"))
    if "AءU" in pattern:
        found.add(first.replace("ؤو", "ءو"))
    found.add(first.replace("ؤو", "ئو"))
    return tuple(sorted(found))
