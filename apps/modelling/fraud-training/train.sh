#!/usr/bin/env bash
# Trains the fraud model: worlds and features by the project's own code, boosting by XGBoost, measures on worlds that training
# has never seen. Usage: train.sh [VERSION]; writes models/fraud/VERSION.json, its parity rows and its table of measures.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../../.." && pwd)
case " $* " in *" --help "* | *" -h "*) exec node --input-type=module -e "import { showHelp } from '$checkout/scripts/commands.mjs'; showHelp('fraud:train', ['--help'])" ;; esac
version=${1:-$(date -u +%Y-%m-%d)}
refuse() {
  echo "$1" >&2
  echo 'npm run fraud:train -- --help says what it takes.' >&2
  exit 2
}
case "$version" in
  -*) refuse "Unknown option '$version'" ;;
  *[!A-Za-z0-9._-]*) refuse "VERSION: letters, digits, dots and dashes, not $version" ;;
esac
[ $# -le 1 ] || refuse "VERSION: one name, not $*"
training_seeds=1-12
evaluation_seeds=1001-1020

export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
model="$checkout/models/fraud/$version.json"

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"

node "$checkout/scripts/run.mjs" modelling training-rows --seeds "$training_seeds" --out "$work/rows.f32"
"$work/venv/bin/python" "$here/train.py" "$work/rows.f32" "$model"
"$work/venv/bin/python" "$here/write_parity.py" "$work/rows.f32" "$model" "$checkout/models/fraud/$version.parity.gz"
node "$checkout/scripts/run.mjs" modelling evaluate-fraud --seeds "$evaluation_seeds" --model "$model" |
  tee "$checkout/models/fraud/$version.measures.md"
node "$checkout/node_modules/prettier/bin/prettier.cjs" --log-level warn --write "$checkout/models/fraud/$version.measures.md"
