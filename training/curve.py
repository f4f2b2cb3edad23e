"""The learning curve: `python training/curve.py --out build/curve [--passes 6] [--only NAME …]`.

Trains on a quarter, a half and all of each corpus alone and of both, and on variants of the training itself, all with the
same number of passes over what they have, six layers and one seed; scores each on the development reports.
What was trained already is not trained again. Takes half an hour on two cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import mahdar.tagger
from mahdar.app.compare import figures_of, read_document
from mahdar.app.evaluation import load_module

HERE = Path(__file__).resolve().parent
OWN = HERE / "corpus"
SHOWN = (
    "names exact",
    "statements content",
    "statements content+speaker",
    "events type",
    "factuality other than actual",
)


def runs() -> dict[str, list[str]]:
    """Name → options of the training."""
    found = {}
    for share in ("0.25", "0.5", "1"):
        found[f"own {share}"] = ["--shares", share, "0"]
        found[f"real {share}"] = ["--shares", "0", share]
        found[f"both {share}"] = ["--shares", share, share]
    part = ["--shares", "0.25", "0.25"]
    found["both 0.25, no augmentation"] = [*part, "--plain"]
    found["both 0.25, no hints"] = [*part, "--blind"]
    found["both 0.25, labels smoothed"] = [*part, "--smooth", "0.05"]
    found["both 0.25, raw text first"] = [*part, "--raw", "2"]
    found["both 0.25, four layers"] = [*part, "--layers", "0,1,2,3"]
    found["both 0.25, twelve layers"] = [*part, "--layers", ",".join(map(str, range(12)))]
    found["both 0.25, seed 2"] = [*part, "--seed", "2"]
    return found


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--passes", default="6")
    ask.add_argument("--only", nargs="+", help="names of runs")
    ask.add_argument("--text", type=Path, help="folder of text without annotations for the run that reads it")
    told = ask.parse_args()
    folder = Path(os.environ["MAHDAR_EVAL"])
    gold, score = load_module(folder, "gold"), load_module(folder, "score")
    golds = gold.load(folder / "dev" / "gold", folder / "dev" / "texts")
    documents = [read_document(folder / "dev" / "texts" / f"{one.name}.txt", one.published) for one in golds]
    print(f"{'':28}" + "".join(f"{name:>30}" for name in SHOWN))
    for name, options in runs().items():
        if told.only and name not in told.only:
            continue
        place = told.out / name.replace(" ", "-").replace(",", "")
        if not (place / "model" / "network.onnx").exists():
            command = [
                sys.executable,
                str(HERE / "train.py"),
                "--corpus",
                str(OWN),
                "--corpus",
                str(folder / "train"),
            ]
            command += ["--leave", str(OWN / "HELD_OUT"), "--out", str(place), "--half", "--batch", "2"]
            command += ["--rate", "1.5e-4", "--passes", told.passes, *options]
            command += ["--text", str(told.text)] if told.text and "--raw" in options else []
            with (place.parent / f"{place.name}.log").open("w") as log:
                subprocess.run(command, check=True, stdout=log)  # noqa: S603
            export = [sys.executable, str(HERE / "export.py"), str(place), str(place / "model")]
            subprocess.run(export, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        mahdar.tagger.MODEL = place / "model"
        for mode in ("tagger", "both"):
            figures = figures_of(score, golds, documents, mode)
            cells = "".join(f"{figures[one].value or 0:30.3f}" for one in SHOWN)
            print(f"{name + ' ' + mode:28}{cells}", flush=True)


if __name__ == "__main__":
    main()
