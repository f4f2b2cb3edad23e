"""How the clauses of a sentence nest: the parent of each and its relation to it."""

from __future__ import annotations

from mahdar.analysis.drafts import Draft, Opening, Source
from mahdar.analysis.phrases import HUMAN
from mahdar.analysis.words import ADJECTIVE, NAME, NEGATION, NOUN, PARTICLE, PREPOSITION, PRONOUN, VERB, Word
from mahdar.languages.ar.grammar import grammar


def attach(source: Source, drafts: list[Draft], openings: list[Opening]) -> None:
    """Parents and relations."""
    words = source.words
    waiting: list[int] = []  # adverbial clauses before their main clause
    for i, (draft, opening) in enumerate(zip(drafts, openings, strict=True)):
        kind = opening.kind
        previous = i - 1 if i else None
        if previous is None:
            if kind in ("when", "if", "because", "purpose") and len(drafts) > 1:
                waiting.append(i)
                draft.relation = "condition" if kind == "if" else "adverbial"
            elif kind in ("an", "anna", "whether"):
                draft.relation = "complement"
            elif kind == "rel":
                draft.relation = "relative"
                waiting.append(i)
            continue
        main = kind not in ("rel", "an", "anna", "when", "if", "because", "purpose", "whether", "phase")
        if waiting and main and (drafts[waiting[0]].relation != "relative" or not opening.joined):
            for j in waiting:
                drafts[j].parent = i
            waiting = []
            draft.relation = "root"
            continue
        parent, relation = _parent(source, drafts, i, opening)
        draft.parent, draft.relation = parent, relation
        if kind in ("an", "anna"):
            for before in drafts[:i]:
                above = before.parent
                marker = before.marker
                waits = marker is not None and words[marker].function in ("if", "when")
                inside = waits and opening.at < before.predicate and opening.at < (marker or 0)
                free = above is None or drafts[above].predicate < opening.at
                if inside and free:
                    before.parent = i  # أنه إذا … فإن: the condition stands inside what is said
    for j in waiting:
        if drafts[j].parent is None and len(drafts) > j + 1 and drafts[j + 1].parent != j:
            drafts[j].parent = j + 1
    for i, draft in enumerate(drafts):
        if draft.parent is not None and draft.parent >= i and drafts[draft.parent].parent == i:
            draft.parent = None


def speaks(word: Word) -> bool:
    """Whether a verb takes a clause with أن/إن."""
    frame = word.frame.split(":")
    return word.pos == VERB and len(frame) > 1 and ("anna" in frame[1] or "inna" in frame[1])


def quoted_before(source: Source, drafts: list[Draft]) -> None:
    """A quotation before its verb of speech hangs on it: "…"، قالت المتحدثة."""
    for draft in drafts:
        at = draft.predicate
        if source.zone_of[at] >= 0 or not speaks(source.words[at]):
            continue
        near = next(
            (source.zone_of[j] for j in range(at - 1, max(at - 5, -1), -1) if source.zone_of[j] >= 0), -1
        )
        if near >= 0 and at - source.zones[near].last <= 3:
            zone = source.zones[near]
            inside = [d for d in drafts if zone.first <= d.predicate < zone.last]
            if (
                inside
                and draft.parent is not None
                and zone.first <= drafts[draft.parent].predicate < zone.last
            ):
                draft.parent, draft.relation = None, "root"
            for one in inside:
                if one.parent is None:
                    one.parent, one.relation = draft.index, "quoted"
                    draft.complement = one.index if draft.complement is None else draft.complement


def _climb(drafts: list[Draft], i: int | None, relations: tuple[str, ...]) -> int | None:
    """The nearest clause at or above `i` whose relation is one of these."""
    steps = 0
    while i is not None and steps < 40:
        if drafts[i].relation in relations:
            return i
        i = drafts[i].parent
        steps += 1
    return None


def _root(drafts: list[Draft], i: int) -> int:
    steps = 0
    at: int = i
    while drafts[at].parent is not None and steps < 200:
        at = drafts[at].parent or 0
        steps += 1
    return at


def _parent(source: Source, drafts: list[Draft], i: int, opening: Opening) -> tuple[int | None, str]:
    words = source.words
    kind = opening.kind
    previous = i - 1
    if kind in ("an", "anna", "whether"):
        host = _participle_before(words, opening.at)
        if host:
            return previous, "adverbial"  # مؤكدا أن: the words belong to the participle
        if kind == "anna" and words[opening.at].proclitics[:1] == "ف":
            condition = _climb(drafts, previous, ("condition",))
            if condition is not None and drafts[condition].parent is None:
                drafts[condition].parent = i
                return None, "root"
            return _root(drafts, previous), "conjunct"  # كما أوضح المتحدث فإن: nothing hangs on فإن
        if opening.joined:
            sibling = _climb(drafts, previous, ("complement", "subject", "content"))
            if sibling is not None:
                above = drafts[sibling].parent
                return (above if above is not None else sibling), drafts[sibling].relation
        verbless = drafts[previous].kind == "nominal" or grammar().is_be(words[drafts[previous].predicate])
        if kind != "whether" and verbless and 1 < opening.at - drafts[previous].predicate <= 4:
            return previous, "subject"  # من الممكن أن، عليهم أن: what is possible, what is due
        if _adverbial_before(words, opening.at, words[drafts[previous].predicate]):
            return previous, "adverbial"
        outer = previous
        while outer and drafts[outer].predicate > opening.at and drafts[outer].relation != "relative":
            outer -= 1  # a condition between a marker and its verb is inside what is said
        above = _content_taker(source, drafts, outer, opening)
        if above is not None:
            # The clause is the subject of an impersonal verb: يمكن أن، يجب أن، يبدو أن.
            impersonal = grammar().has("impersonal", words[drafts[above].predicate].lemma)
            return above, "subject" if impersonal else "complement"
        return previous, "content"
    if kind == "rel":
        if opening.joined:
            sibling = _climb(drafts, previous, ("relative",))
            if sibling is not None and drafts[sibling].parent is not None:
                return drafts[sibling].parent, "relative"
        return previous, "relative"
    if kind == "when" and opening.at and grammar().has("also", words[opening.at].lemma):
        main = _climb(drafts, previous, ("complement", "root"))
        if main is not None and source.texts[opening.at - 1] in "،,؛":
            return main, "adverbial"  # عاد الوفد بعد أن وقع، كما زار الميناء
    if kind in ("when", "because", "purpose", "if"):
        return previous, "condition" if kind == "if" else "adverbial"
    if kind == "quote":
        return previous, "quoted"
    if kind == "phase":
        return previous, "complement"
    if kind == "but":
        return _root(drafts, previous), "conjunct"
    return _conjunct(source, drafts, i, opening)


def _content_taker(source: Source, drafts: list[Draft], previous: int, opening: Opening) -> int | None:
    """The nearest clause at or above one whose verb takes a clause with this marker and has none yet."""
    words = source.words
    led = words[opening.at].proclitics[-1:]
    taken = {d.parent for d in drafts[: previous + 1] if d.relation in ("complement", "subject")}
    loose: int | None = None
    at: int | None = previous
    for _ in range(8):
        if at is None:
            break
        frame = words[drafts[at].predicate].frame.split(":")
        governed = bool(led) and led in frame[-1].split(",")  # وصفه بأنه، تعهد بأن
        kinds = frame[1].split(",") if len(frame) > 1 else []
        clausal = any(c.startswith("an") or c == "inna" for c in kinds)
        if drafts[at].kind == "verb" and (governed or clausal):
            fits = governed or opening.kind != "an" or "an" in kinds or "inna" in kinds
            if fits and at not in taken:
                return at
            loose = at if loose is None else loose
        at = drafts[at].parent
    return loose


def _participle_before(words: list[Word], marker: int) -> bool:
    """Whether an accusative participle, a preposition at most between them, stands before a marker."""
    at = marker - 1
    if at >= 0 and words[at].pos == PREPOSITION:
        at -= 1
    return at >= 0 and words[at].pos == ADJECTIVE and words[at].derived == "active" and words[at].case == "a"


def _adverbial_before(words: list[Word], marker: int, verb: Word) -> bool:
    """Whether a preposition that the verb does not govern stands before أن: دون أن، بعد أن، بدلا من أن."""
    before = words[marker - 1]
    if before.pos == PARTICLE and marker > 1:
        before = words[marker - 2]
    if before.pos != PREPOSITION or before.enclitic:
        return False
    return before.function not in verb.frame.rsplit(":", 1)[-1].split(",")


def _conjunct(source: Source, drafts: list[Draft], i: int, opening: Opening) -> tuple[int | None, str]:
    """Parent of a clause that no subordinator opens."""
    words, texts = source.words, source.texts
    previous = i - 1
    at = drafts[i].predicate
    word = words[at]
    zone = source.zone_of[at]
    if zone >= 0 and source.zone_of[drafts[previous].predicate] != zone:
        return previous, "quoted"
    comma = any(texts[j] in "،,؛;" for j in range(max(drafts[previous].predicate, opening.at - 2), at))
    if opening.kind == "conj":
        tense = tense_of(words, at)
        candidates: list[int] = []
        j: int | None = previous
        steps = 0
        while j is not None and steps < 12:
            candidates.append(j)
            j = drafts[j].parent
            steps += 1
        if comma and tense != "present":
            candidates.reverse()
        for j in candidates:
            other = words[drafts[j].predicate]
            if (
                drafts[j].relation == "relative"
                and drafts[j].parent is not None
                and _closes(source, drafts[j], at)
            ):
                continue
            if zone >= 0 and source.zone_of[drafts[j].predicate] != zone:
                continue
            if (
                drafts[j].kind == "verb"
                and tense_of(words, drafts[j].predicate) == tense
                and other.number == word.number
            ):
                return j, "conjunct"
        relative = _climb(drafts, previous, ("relative",))
        while (
            relative is not None
            and _closes(source, drafts[relative], at)
            and drafts[relative].parent is not None
        ):
            previous = drafts[relative].parent or 0
            relative = _climb(drafts, previous, ("relative",))
        return previous if not comma else _root(drafts, previous), "conjunct"
    before = words[at - 1] if at else word
    if (
        before.pos in (NOUN, ADJECTIVE)
        and not before.article
        and not before.enclitic
        and opening.at > drafts[previous].predicate + 1
    ):
        return previous, "relative"
    if comma or opening.at > drafts[previous].predicate + 12:
        return _root(drafts, previous), "conjunct"
    if word.tense == "present" and not _noun_between(words, drafts[previous].predicate, at):
        return previous, "complement" if "ma" in words[drafts[previous].predicate].frame else "adverbial"
    relative = _climb(drafts, previous, ("relative",))
    if relative is not None and drafts[relative].parent is not None:
        return drafts[relative].parent, "conjunct"
    return previous, "adverbial"


def _closes(source: Source, relative: Draft, at: int) -> bool:
    """Whether a joined verb goes on above a relative clause: it does not agree with what the relative tells of,
    or names a subject of its own: الجسر الذي انهار وقالت الشرطة."""
    verb, own = source.words[at], source.words[relative.predicate]
    if (verb.person, verb.number) != (own.person, own.number):
        return True
    if verb.gender and own.gender and verb.gender != own.gender:
        return True
    behind = source.words[at + 1] if at + 1 < len(source.words) else verb
    acts = behind.pos == NAME or (behind.noun_class in HUMAN and (behind.article or behind.enclitic))
    return bool(acts) and not behind.proclitics and speaks(verb)


def _noun_between(words: list[Word], first: int, last: int) -> bool:
    return any(words[j].pos in (NOUN, PRONOUN) for j in range(first + 1, last))


def tense_of(words: list[Word], at: int) -> str | None:
    word = words[at]
    tense = word.tense or None
    for j in range(at - 1, max(at - 4, -1), -1):
        before = words[j]
        if before.pos == NEGATION:
            return {"past": "past", "future": "future"}.get(before.function, tense)
        if before.pos == PARTICLE and before.function == "future":
            return "future"
        if before.pos not in (PARTICLE, "ADV", PRONOUN):
            break
    return "present" if tense == "imperative" else tense
