#!/bin/sh
# Train the learned reader that ships, from nothing to the files in the package: sh training/ship.sh [BUILD_FOLDER]
# Needs the `train` extra and MAHDAR_EVAL (the folder that holds the annotated real reports in `train`). About an hour on two
# cores; stopped and started again it goes on where it was.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/tagger}
common="--corpus training/corpus --corpus $MAHDAR_EVAL/train --leave training/corpus/HELD_OUT --half --batch 2"
common="$common --layers 0,1,2,3,4,5,6,7,8,9,10,11"
[ -e "$build/first/network.pt" ] || python training/train.py $common --out "$build/first" --passes 15 --rate 1.5e-4 --seed 1
[ -e "$build/second/network.pt" ] || python training/train.py $common --out "$build/second" --start "$build/first/network.pt" --passes 9 --rate 1e-4 --seed 2
python training/export.py "$build/first" "$build/second" src/mahdar/tagger/data
python training/calibrate.py training/corpus
