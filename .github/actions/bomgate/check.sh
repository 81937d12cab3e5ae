#!/usr/bin/env bash
# The step of action.yml: checks, annotates, writes SARIF and the job summary, and exits as bomgate does.
set -euo pipefail

fail() {
    echo "::error title=bomgate::$1"
    printf 'verdict=ERROR\nexit-code=2\n' >>"$GITHUB_OUTPUT"
    exit 2
}

binary=$(command -v -- "$INPUT_BINARY") || fail 'the program was not found; put it on PATH or give its path as binary'
if [ -n "$INPUT_SHA256" ]; then
    found=$(sha256sum -- "$binary" | cut -d ' ' -f 1)
    [ "$found" = "$INPUT_SHA256" ] || fail 'the program is not the one whose sha256 was given'
fi

# One a line, taken as it stands: no splitting at spaces, no patterns, nothing is run.
boms=() arguments=()
while IFS= read -r line; do [ -z "$line" ] || boms+=("$line"); done <<<"$INPUT_BOM"
while IFS= read -r line; do [ -z "$line" ] || arguments+=("$line"); done <<<"$INPUT_ARGUMENTS"
[ ${#boms[@]} -gt 0 ] || fail 'bom names no bill'

summary=$(mktemp)
trap 'rm -f "$summary"' EXIT
code=0
"$binary" check "${arguments[@]}" --format github --report "sarif=$INPUT_SARIF" --report "markdown=$summary" -- "${boms[@]}" || code=$?
cat "$summary" >>"$GITHUB_STEP_SUMMARY"
case $code in
    0) verdict=PASS ;;
    1) verdict=FAIL ;;
    3) verdict=REJECT ;;
    4) verdict=INCOMPLETE ;;
    *) verdict=ERROR ;;
esac
printf 'verdict=%s\nexit-code=%s\n' "$verdict" "$code" >>"$GITHUB_OUTPUT"
exit "$code"
