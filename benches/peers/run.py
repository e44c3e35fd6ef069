#!/usr/bin/env python3
"""What casebook takes, beside what a user would pick instead, on the same content and in one run.

    pip install -r benches/peers/requirements.txt
    python3 benches/peers/run.py [--cases 1000] [--sample 60] [--profile dist] [--scale]

Makes a workspace of invented cases (`casebook bench-data`) and measures on it:

- `casebook build` of Markdown, PDF/A-3a+UA-1 and tables; once more with nothing to do; with one case changed
- `benches/bare.rs`: the Typst sources of these PDFs (`casebook build --emit typst`) compiled and exported in one process with as many
  threads, the same build profile, and nothing else
- peers, on as many processes as there are cores, on a sample of the reports, counted up to all of them:
  loops over the `typst` package with shared fonts; a process of it for each report; pandoc to Typst, and that; Jinja2 and Markdown to
  HTML, and WeasyPrint
- `check-jsonschema` beside `casebook check`
- with --scale: time and peak memory of builds of 250 to 4,000 cases

The `typst` package can't switch on Typst's `a11y-extras`. In the copies that it compiles, the three functions of these do nothing, and
PDF/UA is not asked of it: that is in its favour.
"""

import argparse
import functools
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
FORMS = ["--format", "md,pdf,csv"]
CORES = os.cpu_count()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=60, help="how many reports each peer makes")
    parser.add_argument("--profile", default="dist")
    parser.add_argument("--scale", action="store_true", help="only builds of 250 to 4,000 cases")
    asked = parser.parse_args()
    casebook, bare = programs(asked.profile)
    with tempfile.TemporaryDirectory() as folder:
        if asked.scale:
            scale(casebook, Path(folder))
        else:
            compare(casebook, bare, Path(folder), asked)


def programs(profile):
    """casebook and Typst alone, compiled."""
    for target in (["--bin", "casebook"], ["--bench", "bare"]):
        subprocess.run(["cargo", "build", "--quiet", "--profile", profile, *target], cwd=TOP, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", TOP / "target"), "release" if profile == "release" else profile)
    bares = [path for path in (target / "deps").glob("bare-*") if path.suffix == ""]
    return target / "casebook", max(bares, key=lambda path: path.stat().st_mtime)


def timed(command, **options):
    """Seconds that a command takes, and its peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command} ended with {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def median(values):
    return sorted(values)[len(values) // 2]


def compare(casebook, bare, folder, asked):
    workspace = folder / "workspace"
    subprocess.run([casebook, "-q", "bench-data", workspace, "--cases", str(asked.cases)], check=True)
    build = [casebook, "-q", "-C", workspace, "build", *FORMS]
    subprocess.run([*build[:-2], "--emit", "typst", "--out", folder / "sources"], check=True, stderr=subprocess.DEVNULL)
    sources = folder / "sources/typst"

    ours, theirs = [], []
    for _ in range(3):
        shutil.rmtree(workspace / "out", ignore_errors=True)
        ours.append(timed(build))
        alone = subprocess.run([bare, sources], check=True, capture_output=True, text=True).stdout.split()
        theirs.append(float(alone[0]))
    whole, memory = median(ours)
    alone = median(theirs)
    print(f"{asked.cases} cases, {CORES} cores, profile {asked.profile}; medians of 3")
    print(f"casebook build:             {whole:9.2f} s, {memory:.0f} MiB at most")
    print(f"Typst alone, same sources:  {alone:9.2f} s; casebook takes {whole / alone:.2f} times as long")

    again(build, workspace, sources, bare, folder)

    names = sorted(path.name for path in (sources / "cases").iterdir())
    sample = names[:: max(1, len(names) // asked.sample)][: asked.sample]
    plain = folder / "plain"
    copies(sources, plain, sample)
    peers = [
        ("loops over the typst package, shared fonts", loop, plain),
        ("a process of the typst package per report", one_process, plain),
        ("pandoc to Typst", pandoc, workspace),
        ("Jinja2, Markdown and WeasyPrint", weasyprint, workspace),
    ]
    for name, make, place in peers:
        try:
            seconds = on_all_cores(make, place, sample) * len(names) / len(sample)
        except ImportError as error:
            print(f"{name}: not compared ({error})")
            continue
        print(f"{name}: {seconds:9.2f} s (from {len(sample)} of {len(names)}); casebook takes {whole / seconds:.3f} of it")

    validator = shutil.which("check-jsonschema", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    checked = median([timed([casebook, "-q", "-C", workspace, "check"])[0] for _ in range(5)])
    print(f"casebook check:             {checked:9.2f} s")
    if validator:
        schema = TOP / "schemas/case.schema.json"
        validated = timed([validator, "--schemafile", schema, *sorted((workspace / "cases").iterdir())])[0]
        print(f"check-jsonschema:           {validated:9.2f} s; casebook takes {checked / validated:.3f} of it")


def again(build, workspace, sources, bare, folder):
    """Builds after the first one: with nothing to do, and with one case changed."""
    files = [path for path in workspace.rglob("*.yaml") if "out" not in path.parts]
    hashed = median([timed(["sha256sum", *files])[0] for _ in range(9)])
    second = median([timed(build)[0] for _ in range(9)])
    print(f"sha256sum of all inputs:    {hashed * 1000:9.1f} ms")
    print(f"second build:               {second * 1000:9.1f} ms; {second / hashed:.2f} times as long")
    case = sorted((workspace / "cases").iterdir())[0]
    project = folder / "one" / case.stem
    shutil.copytree(sources / "cases" / case.stem, project)
    alone = median([float(subprocess.run([bare, project], capture_output=True, text=True).stdout.split()[0]) for _ in range(5)])
    changed, tables = [], []
    for year in range(1990, 1995):
        case.write_text(re.sub("founded: .*", f"founded: {year}", case.read_text(), count=1))
        report = [*build, "--case", case.stem]
        shutil.copytree(workspace / "out", folder / "kept", dirs_exist_ok=True)
        changed.append(timed(build)[0])
        # The same tables and summary, with nothing else to do.
        (workspace / "out/summary.md").unlink()
        tables.append(timed(build)[0])
    print(f"that document alone:        {alone * 1000:9.1f} ms")
    print(f"tables and summary alone:   {median(tables) * 1000:9.1f} ms (with reading all cases)")
    print(f"one case changed:           {median(changed) * 1000:9.1f} ms")


def copies(sources, plain, sample):
    """The projects of some reports, as the typst package can compile them."""
    shutil.copytree(sources / "fonts", plain / "fonts")
    for name in sample:
        project = plain / name
        shutil.copytree(sources / "cases" / name, project)
        for file in project.rglob("*.typ"):
            text = re.sub(r"pdf\.(header-cell|data-cell|table-summary)\(", "plain(", file.read_text())
            file.write_text("#let plain(..all) = all.pos().last()\n" + text)


def on_all_cores(make, place, names):
    """Seconds that a peer takes for some reports, on as many processes as there are cores."""
    with multiprocessing.Pool(CORES) as pool:
        pool.map(functools.partial(make, place), [[] for _ in range(CORES)])
        start = time.perf_counter()
        pool.map(functools.partial(make, place), [names[at::CORES] for at in range(CORES)], chunksize=1)
        return time.perf_counter() - start


@functools.cache
def fonts(folder):
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def loop(place, names):
    import typst

    shared = fonts(place / "fonts")
    for name in names:
        compiler = typst.Compiler(root=str(place / name), font_paths=shared)
        compiler.compile(input=str(place / name / "main.typ"), format="pdf", pdf_standards=["a-3a"])


ONE = """
import sys, typst
root, fonts = sys.argv[1:]
typst.compile(root + "/main.typ", root=root, font_paths=[fonts], ignore_system_fonts=True, pdf_standards=["a-3a"])
"""


def one_process(place, names):
    import typst  # noqa: F401

    for name in names:
        subprocess.run([sys.executable, "-c", ONE, str(place / name), str(place / "fonts")], check=True)


def report(workspace, name):
    """The Markdown of a report without its front matter and its figures, and its title."""
    text = (workspace / f"out/cases/{name}.md").read_text()
    _, head, body = text.split("---\n", 2)
    title = re.search('^title: "?(.*?)"?$', head, re.MULTILINE).group(1)
    return re.sub(r"!\[.*?\]\(.*?\)", "", body), title


def pandoc(workspace, names):
    import pypandoc
    import typst

    for name in names:
        text, title = report(workspace, name)
        head = ["--standalone", "-M", f"title={title}"]
        source = pypandoc.convert_text(text, "typst", format="markdown", extra_args=head)
        typst.compile(source.encode(), ignore_system_fonts=True)


PAGE = """<!doctype html><html lang="en"><head><title>{{ title }}</title>
<style>@page { size: A4; margin: 25mm } body { font: 10.5pt serif } table { border-collapse: collapse; width: 100% }
td, th { border-top: .5pt solid; padding: 2pt 4pt; text-align: left }</style></head>
<body><h1>{{ title }}</h1>{{ body }}</body></html>"""


def weasyprint(workspace, names):
    import jinja2
    import markdown
    import weasyprint

    page = jinja2.Template(PAGE)
    for name in names:
        text, title = report(workspace, name)
        body = markdown.markdown(text, extensions=["extra"])
        html = page.render(title=title, body=body)
        weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


def scale(casebook, folder):
    print("cases   seconds   per case   MiB at most")
    for cases in (250, 500, 1000, 2000, 4000):
        workspace = folder / str(cases)
        subprocess.run([casebook, "-q", "bench-data", workspace, "--cases", str(cases)], check=True)
        seconds, memory = timed([casebook, "-q", "-C", workspace, "build", *FORMS])
        print(f"{cases:5} {seconds:9.2f} {seconds / cases * 1000:7.1f} ms {memory:10.0f}", flush=True)
        shutil.rmtree(workspace)


if __name__ == "__main__":
    main()
