#!/usr/bin/env python3
"""What `casebook check` costs, against parsing alone and against a validator of JSON Schemas.

    python3 benches/check.py [CASES]

Makes a workspace of CASES distinct case files (10000 unless told) out of the ten of this repository: another name, other
figures and years in each, from a fixed seed. Then it measures, in one run on the same files, the CPU time (user and system)
of three programs, and prints the two ratios:

- `casebook check`
- `benches/parse.rs`: serde_yaml alone
- `check-jsonschema` with schemas/case.schema.json, if it is installed (pip install check-jsonschema)

The first two run in turn, seven times; the median counts.
"""

import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
RUNS = 7


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    casebook, parse = build()
    with tempfile.TemporaryDirectory() as folder:
        cases = workspace(Path(folder), count)
        size = sum(path.stat().st_size for path in cases) / 1e6
        print(f"{count} case files, {size:.1f} MB")
        check = [casebook, "--workspace", folder, "check"]
        alone = [parse, str(Path(folder, "cases"))]
        checks, parses = [], []
        for _ in range(RUNS):
            checks.append(cpu(check))
            parses.append(cpu(alone))
        ours, theirs = statistics.median(checks), statistics.median(parses)
        print(f"casebook check:    {ours:8.2f} s CPU (of {RUNS}: {min(checks):.2f} to {max(checks):.2f})")
        print(f"serde_yaml alone:  {theirs:8.2f} s CPU (of {RUNS}: {min(parses):.2f} to {max(parses):.2f})")
        print(f"casebook check takes {ours / theirs:.2f} times as long as parsing alone")
        validator = shutil.which("check-jsonschema")
        if validator is None:
            print("check-jsonschema is not installed: not compared")
            return
        schema = str(TOP / "schemas/case.schema.json")
        validated = cpu([validator, "--schemafile", schema, *map(str, cases)])
        print(f"check-jsonschema:  {validated:8.2f} s CPU (once)")
        print(f"casebook check is {validated / ours:.0f} times as fast as check-jsonschema")


def build():
    """The optimised program and the parser, compiled."""
    subprocess.run(["cargo", "build", "--release"], cwd=TOP, check=True)
    made = subprocess.run(
        ["cargo", "bench", "--bench", "parse", "--no-run", "--message-format", "short"],
        cwd=TOP, check=True, stderr=subprocess.PIPE, text=True,
    )
    target = Path(os.environ.get("CARGO_TARGET_DIR", TOP / "target"))
    return str(target / "release/casebook"), re.search(r"\(([^)]*parse-[0-9a-f]+)\)", made.stderr)[1]


def workspace(folder, count):
    """A workspace with so many cases; returns their files."""
    shutil.copy(TOP / "casebook.yaml", folder)
    shutil.copy(TOP / "references.yaml", folder)
    shutil.copytree(TOP / "frameworks", folder / "frameworks")
    (folder / "cases").mkdir()
    models = [path.read_text() for path in sorted((TOP / "cases").rglob("*.yaml"))]
    chance = random.Random(1)
    files = []
    for number in range(count):
        text = models[number % len(models)]
        text = re.sub(r"(?m)^name: (.*)$", lambda name: f"name: {name[1]} {number}", text, count=1)
        text = re.sub(r"(?m)^(founded: )(\d{4})$", lambda year: f"{year[1]}{int(year[2]) - chance.randrange(5)}", text)
        text = re.sub(r"(?m)(total: .*?)(\d+)", lambda total: f"{total[1]}{chance.randrange(100, 999)}", text, count=1)
        files.append(folder / "cases" / f"case-{number:05}.yaml")
        files[-1].write_text(text)
    return files


def cpu(command):
    """The CPU time of a command in seconds. It must end without mistakes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
