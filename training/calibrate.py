"""Measure how sure the readers may be: `python training/calibrate.py training/corpus [MAHDAR_EVAL]`.

Reads the reports of `HELD_OUT` both ways and compares what is found with the annotation by the evaluation folder's own scorer.
First the weights of `acts.tsv` and `said.tsv` (both in `src/mahdar/merge/data`) are learned, which decide what triggers and
statements stand. Then a logistic
curve is fitted for each layer and origin (Platt 1999) and written to `src/mahdar/merge/data/confidence.tsv`. Prints F1 of
triggers by threshold and the expected calibration error, both by five-fold cross-validation over reports.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from mahdar.app.breakdown import same_content, same_event
from mahdar.app.evaluation import load_module
from mahdar.intake import Metadata, build_document, decode
from mahdar.merge import acts as acts_module
from mahdar.merge import said as said_module
from mahdar.merge.combine import combine
from mahdar.merge.confidence import _PATH, COLUMNS, logit, origin, share
from mahdar.pipeline import Reader
from mahdar.record import encode
from mahdar.resolve import resolve
from mahdar.resolve import roles as roles_module
from mahdar.tagger.decode import decode as found_in

FOLDS, LEAST, PENALTY = 5, 25, 1.0
LAYERS = {
    "speech": ("statements", "speech"),
    "trigger": ("events", "triggers"),
    "condition": ("conditions", "conditions"),
}
Act = tuple[str, tuple[float, ...], bool]  # report, features, right
Case = tuple[str, str, str, str, float, bool]  # mode, layer, origin, report, log odds, right


def fit(odds: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Offset and slope of a logistic curve."""
    offset, slope = logistic(np.stack([np.ones_like(odds), odds], 1), right)
    return float(offset), max(0.0, float(slope))


def flat(right: np.ndarray) -> tuple[float, float]:
    part = (right.sum() + 1) / (len(right) + 2)
    return math.log(part / (1 - part)), 0.0


def logistic(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression with a light penalty, each feature scaled alike (Newton's method, damped)."""
    size = np.where(rows.std(0) > 0, rows.std(0), 1.0)
    scaled = rows / size

    def loss(weight: np.ndarray) -> float:
        total = scaled @ weight
        return float((np.logaddexp(0, total) - right * total).sum() + PENALTY / 2 * weight @ weight)

    weight = np.zeros(rows.shape[1])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ weight, -50, 50)))
        slope = scaled.T @ (chance - right) + PENALTY * weight
        bend = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + PENALTY * np.eye(len(weight))
        step, now = np.linalg.solve(bend, slope), loss(weight)
        length = 1.0
        while length > 1e-6 and loss(weight - length * step) > now:
            length /= 2
        weight = weight - length * step
        if np.abs(length * step).max() < 1e-9:
            break
    return weight / size


def acts(score: Any, one: Any, given: list[acts_module.Candidate]) -> list[Act]:
    """Candidates with whether they are annotated; of several for one act the likeliest."""
    pair = score.Pair(one, {"actors": []})
    told = [
        {"trigger": {"start": c.mention.start, "end": c.mention.end}, "type": c.mention.type, "n": n}
        for n, c in enumerate(given)
    ]
    near = same_event(pair, score)
    hits = {
        b["n"]
        for _, b in score.match(
            one.events, told, lambda a, b: near(a, b) and near(a, b) + 0.01 * given[b["n"]].features[1]
        )
    }
    return [(one.name, c.features, n in hits) for n, c in enumerate(given)]


def statements(score: Any, one: Any, given: list[list[said_module.Offer]]) -> list[Act]:
    """Contents that are offered, with whether they are annotated."""
    alike = same_content(score)
    told = []
    for offer in (offer for row in given for offer in row):
        content = [{"start": a, "end": b} for a, b in offer.mention.content]
        right = any(alike(item, {"content": content}) for item in one.statements)
        told.append((one.name, offer.features, right))
    return told


def learn(module: Any, rows: list[Act], annotated: int, order: list[str]) -> None:
    """Learn and write weights; print what they reach on reports that they were not learned on."""

    def weights(some: list[Act]) -> np.ndarray:
        return logistic(np.array([f for _, f, _ in some]), np.array([float(r) for *_, r in some]))

    told: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        kept = set(order[fold::FOLDS])
        weight = weights([row for row in rows if row[0] not in kept])
        told += [(1 / (1 + math.exp(-float(np.dot(weight, f)))), r) for n, f, r in rows if n in kept]
    for edge in (0.2, 0.3, 0.4, 0.5, 0.6):
        found = [r for chance, r in told if chance >= edge]
        print(
            f"{module.PATH.stem} from {edge:.2f}: {sum(found)} of {len(found)} right, {annotated} annotated"
        )
    lines = ["feature\tweight"]
    lines += [f"{name}\t{w:.4f}" for name, w in zip(module.FEATURES, weights(rows), strict=True)]
    _write(module.PATH, lines)
    module.weights.cache_clear()


def roles(score: Any, read: list[Any], reader: Reader) -> dict[str, list[Act]]:
    """Actors near acts that are annotated, with whether they are annotated in a role."""
    told: dict[str, list[Act]] = {side: [] for side in roles_module.SIDES}
    kept: list[Any] = []
    ask = roles_module.Roles.parties

    def listen(self: Any, mention: Any, given: Any) -> Any:
        kept.append((mention, self.chances(mention, given)))
        return ask(self, mention, given)

    roles_module.Roles.parties = listen
    try:
        for one, analysis, grammar, scores, tagger in read:
            kept.clear()
            mentions = combine(grammar, tagger, scores, analysis)
            record = resolve(mentions, analysis, reader._knowledge, reader._info, scores)
            pair = score.Pair(one, json.loads(encode(record)))
            items = [
                {"trigger": {"start": m.start, "end": m.end}, "type": m.type, "chances": chances}
                for m, chances in kept
            ]
            for gold, item in score.match(one.events, items, same_event(pair, score)):
                for chance in item["chances"]:
                    name = pair.record["actors"][chance.actor]["id"]
                    right = any(name in pair._alike.get(a, ()) for a in gold.get(chance.side, []))
                    told[chance.side].append((one.name, chance.features, right))
    finally:
        roles_module.Roles.parties = ask
    return told


def learn_roles(told: dict[str, list[Act]]) -> None:
    """Learn and write the weights of both roles."""
    found = [
        logistic(np.array([f for _, f, _ in rows]), np.array([float(r) for *_, r in rows]))
        for rows in told.values()
    ]
    lines = ["feature\tsource\ttarget"]
    lines += [f"{n}\t{a:.4f}\t{b:.4f}" for n, a, b in zip(roles_module.FEATURES, *found, strict=True)]
    _write(roles_module.PATH, lines)
    roles_module.weights.cache_clear()


def _write(path: Path, lines: list[str]) -> None:
    head = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


def cases(gold: Any, score: Any, place: Path, names: set[str]) -> list[Case]:
    reader = Reader(mode="both")
    assert reader._encoder is not None, "no network here"
    read = []
    for one in gold.load(place / "gold", place / "texts"):
        if one.name not in names:
            continue
        text, notes = decode((place / "texts" / f"{one.name}.txt").read_bytes())
        analysis = reader.analyse(build_document(text, Metadata(published=one.published), notes=tuple(notes)))
        grammar = reader.mentions(analysis)
        scores = reader._encoder.scores(analysis, grammar)
        read.append((one, analysis, grammar, scores, found_in(analysis, scores, doubtful=True)))
    order = sorted(names)
    triggers, contents = [], []
    for one, analysis, grammar, scores, tagger in read:
        given = acts_module.candidates(grammar.triggers, tagger.triggers, scores, analysis)
        triggers += acts(score, one, given)
        offered = said_module.offers(grammar.speech, tagger.speech, scores, analysis)
        contents += statements(score, one, offered)
    learn(acts_module, triggers, sum(len(one.events) for one, *_ in read), order)
    learn(said_module, contents, sum(len(one.statements) for one, *_ in read), order)
    learn_roles(roles(score, read, reader))
    found: list[Case] = []
    for one, analysis, grammar, scores, tagger in read:
        for mode in ("grammar", "both"):
            both = mode == "both"
            mentions = combine(grammar, tagger, scores, analysis) if both else grammar
            marked = {key: [] for _, key in LAYERS.values()}
            for _, key in LAYERS.values():
                for number, mention in enumerate(getattr(mentions, key)):
                    marked[key].append(msgspec.structs.replace(mention, confidence=float(number)))
            told = scores if both else None
            record = resolve(
                msgspec.structs.replace(mentions, **marked), analysis, reader._knowledge, reader._info, told
            )
            pair = score.Pair(one, json.loads(encode(record)))

            def add(layer: str, mention: Any, right: bool) -> None:
                value = logit(share(mention, scores, analysis)) if both else 0.0  # noqa: B023
                found.append((mode, layer, origin(mention), one.name, value, right))  # noqa: B023

            spans = {span for actor in one.actors.values() for span in actor["spans"]}
            for mention in mentions.names:
                if mention.form in ("name", "metonym"):
                    add("name", mention, (mention.start, mention.end) in spans)
            for layer, (items, key) in LAYERS.items():
                if layer == "condition" and one.conditions is None:
                    continue
                record_items = pair.record.get(items, [])
                hits = {id(b) for _, b in matched(score, pair, items)}
                for item in record_items:
                    number = item.get("confidence")
                    if number is not None:
                        add(layer, getattr(mentions, key)[int(number)], id(item) in hits)
    return found


def matched(score: Any, pair: Any, items: str) -> list[Any]:
    """Annotated and found items of a layer that the scorer holds for the same."""
    gold, record = pair.gold, pair.record.get(items, [])
    if items == "conditions":
        return score.match(
            gold.conditions,
            record,
            lambda a, b: (
                score.alike(a["if"], score.side(b, "if")) * score.alike(a["then"], score.side(b, "then"))
            ),
        )
    if items == "statements":
        return score.match(gold.statements, record, same_content(score))
    return score.match(gold.events, record, same_event(pair, score))


def curve(rows: list[Case], mode: str) -> tuple[float, float]:
    right = np.array([row[5] for row in rows], float)
    odds = np.array([row[4] for row in rows])
    enough = mode == "both" and len(rows) >= LEAST and 0 < right.sum() < len(right)
    return fit(odds, right) if enough else flat(right)


def error(pairs: list[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, right in pairs:
        bins[min(9, int(chance * 10))].append((chance, right))
    return sum(abs(sum(c for c, _ in part) - sum(r for _, r in part)) for part in bins.values()) / max(
        1, len(pairs)
    )


def main() -> None:
    place = Path(sys.argv[1])
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else os.environ["MAHDAR_EVAL"])
    names = set((place / "HELD_OUT").read_text(encoding="utf-8").split())
    every = cases(load_module(folder, "gold"), load_module(folder, "score"), place, names)
    groups: dict[tuple[str, str, str], list[Case]] = defaultdict(list)
    for case in every:
        groups[case[:3]].append(case)
    lines = ["\t".join(COLUMNS)]
    for (mode, layer, kind), rows in sorted(groups.items()):
        offset, slope = curve(rows, mode)
        lines.append(f"{mode}\t{layer}\t{kind}\t{offset:.3f}\t{slope:.3f}\t{len(rows)}")
    _write(_PATH, lines)
    order = sorted(names)
    for mode in ("grammar", "both"):
        for layer in ("name", "speech", "trigger", "condition"):
            told: list[tuple[float, bool]] = []
            for fold in range(FOLDS):
                kept = set(order[fold::FOLDS])
                for (m, one, _), rows in groups.items():
                    if (m, one) != (mode, layer):
                        continue
                    train = [row for row in rows if row[3] not in kept]
                    offset, slope = curve(train, mode) if train else (0.0, 0.0)
                    told += [
                        (1 / (1 + math.exp(-offset - slope * row[4])), row[5])
                        for row in rows
                        if row[3] in kept
                    ]
            print(f"{mode:8} {layer:10} {len(told):5} items, expected calibration error {error(told):.3f}")


if __name__ == "__main__":
    main()
