#!/usr/bin/env python3
"""What casebook takes, beside what a user would pick instead, on the same content and in one run.

    pip install -r benches/peers/requirements.txt
    python3 benches/peers/run.py [--cases 1000] [--sample 60] [--profile dist] [--programs CASEBOOK BARE] [--scale]

Makes a workspace of invented cases (`casebook bench-data`) and measures on it:

- `casebook build` of Markdown, PDF/A-3a+UA-1 and tables; once more with nothing to do; with one case changed
- `benches/bare.rs`: the Typst sources of these PDFs (`casebook build --emit typst`) compiled and exported in one process with as many
  threads, the same build profile, and nothing else: once with empty caches for each document, and once keeping them as casebook does
- peers, on as many processes as there are cores, on a sample of the reports, counted up to all of them:
  loops over the `typst` package with shared fonts; a process of it for each report; pandoc to Typst, and that; Jinja2 and Markdown to
  HTML, and WeasyPrint. The last two make PDFs of the Markdown that casebook wrote, with its figures
- `check-jsonschema` beside `casebook check`
- with --scale: time and peak memory of builds of 250 to 4,000 cases

The `typst` package can't switch on Typst's `a11y-extras`. In the copies that it compiles, the three functions of these do nothing; what
it makes is PDF/A-3a and PDF/UA-1 all the same.
"""

import argparse
import functools
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
FORMS = ["--format", "md,pdf,csv"]
CORES = os.cpu_count()
# For so many more documents Typst keeps what it cached, as casebook has it do (`typeset/mod.rs`).
KEPT = 4


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=60, help="how many reports each peer makes")
    parser.add_argument("--profile", default="dist")
    parser.add_argument("--programs", nargs=2, type=Path, help="casebook and Typst alone, compiled already in one way")
    parser.add_argument("--scale", action="store_true", help="only builds of 250 to 4,000 cases")
    asked = parser.parse_args()
    casebook, bare = asked.programs or programs(asked.profile)
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


def timed(command):
    """Seconds that a command takes."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}")
    return time.perf_counter() - start


def timed_and_weighed(command):
    """Seconds that a command takes, and the most memory in MiB that it has at one time together with all processes that it begins;
    what they share is counted once (Linux: PSS, looked at ten times a second)."""
    start, most = time.perf_counter(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, sum(memory(one) for one in family(process.pid)))
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            pass
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - start, most / 1024


def typst_alone(bare, folder, *kept):
    """Seconds that Typst alone takes for the projects in a folder."""
    return float(subprocess.run([bare, folder, *map(str, kept)], check=True, capture_output=True, text=True).stdout.split()[0])


def family(process):
    """A process and all that it began."""
    try:
        began = [Path(task, "children").read_text().split() for task in Path(f"/proc/{process}/task").iterdir()]
    except OSError:
        return [process]
    return [process] + [one for child in sum(began, []) for one in family(int(child))]


def memory(process):
    """The share of memory that a process has, in KiB."""
    try:
        return int(re.search(r"^Pss: *(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE).group(1))
    except (OSError, AttributeError):
        return 0


def median(values):
    return sorted(values)[len(values) // 2]


def compare(casebook, bare, folder, asked):
    workspace = folder / "workspace"
    subprocess.run([casebook, "-q", "bench-data", workspace, "--cases", str(asked.cases)], check=True)
    build = [casebook, "-q", "-C", workspace, "build", *FORMS]
    subprocess.run([*build[:-2], "--emit", "typst", "--out", folder / "sources"], check=True, stderr=subprocess.DEVNULL)
    sources = folder / "sources/typst"

    ours, theirs, keeping = [], [], []
    for at in range(3):
        ours.append(timed([*build, "--out", folder / f"out{at}"]))
        theirs.append(typst_alone(bare, sources))
        keeping.append(typst_alone(bare, sources, KEPT))
    whole, alone, kept = median(ours), median(theirs), median(keeping)
    _, most = timed_and_weighed(build)
    print(f"{asked.cases} cases, {CORES} cores, profile {asked.profile}; medians of 3")
    print(f"casebook build:             {whole:9.2f} s, {most:.0f} MiB at most")
    print(f"Typst alone, same sources:  {alone:9.2f} s; casebook takes {whole / alone:.2f} times as long")
    print(f"the same, keeping caches:   {kept:9.2f} s; casebook takes {whole / kept:.2f} times as long")

    again(build, workspace, sources, bare, folder)

    names = sorted(path.name for path in (sources / "cases").iterdir())
    sample = names[:: max(1, len(names) // asked.sample)][: asked.sample]
    plain = folder / "plain"
    copies(sources, plain, sample)
    peers = [
        ("loops over the typst package, shared fonts", loop, plain),
        ("a process of the typst package per report", one_process, plain),
        ("pandoc to Typst", pandoc, (workspace / "out", sources / "fonts")),
        ("Jinja2, Markdown and WeasyPrint", weasyprint, (workspace / "out", sources / "fonts")),
    ]
    for name, make, place in peers:
        try:
            seconds = on_all_cores(make, place, sample) * len(names) / len(sample)
        except ImportError as error:
            print(f"{name}: not compared ({error})")
            continue
        print(f"{name}: {seconds:9.2f} s (from {len(sample)} of {len(names)}); casebook takes {whole / seconds:.3f} of it")

    validator = shutil.which("check-jsonschema", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    checked = median([timed([casebook, "-q", "-C", workspace, "check"]) for _ in range(5)])
    print(f"casebook check:             {checked:9.2f} s")
    if validator:
        schema = TOP / "schemas/case.schema.json"
        validated = timed([validator, "--schemafile", schema, *sorted((workspace / "cases").iterdir())])
        print(f"check-jsonschema:           {validated:9.2f} s; casebook takes {checked / validated:.3f} of it")


def again(build, workspace, sources, bare, folder):
    """Builds after the first one: with nothing to do, and with one case changed."""
    files = [path for path in workspace.rglob("*.yaml") if "out" not in path.parts]
    hashed = median([timed(["sha256sum", *files]) for _ in range(9)])
    second = median([timed(build) for _ in range(9)])
    print(f"sha256sum of all inputs:    {hashed * 1000:9.1f} ms")
    print(f"second build:               {second * 1000:9.1f} ms; {second / hashed:.2f} times as long")
    case = sorted((workspace / "cases").iterdir())[0]
    project = folder / "one" / case.stem
    shutil.copytree(sources / "cases" / case.stem, project)
    alone = median([typst_alone(bare, project) for _ in range(5)])
    changed, tables = [], []
    for year in range(1990, 1995):
        case.write_text(re.sub("founded: .*", f"founded: {year}", case.read_text(), count=1))
        changed.append(timed(build))
        # The same tables and summary, with nothing else to do.
        (workspace / "out/summary.md").unlink()
        tables.append(timed(build))
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
            text = re.sub(r"pdf\.(header-cell|data-cell|table-summary)\(", "untagged(", file.read_text())
            file.write_text("#let untagged(..all) = all.pos().last()\n" + text)


def on_all_cores(make, place, names):
    """Seconds that a peer takes for some reports, on as many processes as there are cores, each with one thread."""
    os.environ["RAYON_NUM_THREADS"] = "1"
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
        compiler.compile(input=str(place / name / "main.typ"), format="pdf", pdf_standards=["a-3a", "ua-1"])


ONE = """
import sys, typst
root, fonts = sys.argv[1:]
typst.compile(root + "/main.typ", root=root, font_paths=[fonts], ignore_system_fonts=True, pdf_standards=["a-3a", "ua-1"])
"""


def one_process(place, names):
    import typst  # noqa: F401

    for name in names:
        subprocess.run([sys.executable, "-c", ONE, str(place / name), str(place / "fonts")], check=True)


def report(out, name):
    """The Markdown of a report without its front matter, and its title."""
    text = (out / f"cases/{name}.md").read_text()
    _, head, body = text.split("---\n", 2)
    title = re.search('^title: "?(.*?)"?$', head, re.MULTILINE).group(1)
    return body, title


def pandoc(place, names):
    import pypandoc
    import typst

    out, folder = place
    for name in names:
        text, title = report(out, name)
        head = ["--standalone", "-M", f"title={title}", "-V", "papersize=a4", "-V", "mainfont=Libertinus Serif"]
        source = out / f"cases/{name}.typ"
        source.write_text(pypandoc.convert_text(text, "typst", format="markdown", extra_args=head))
        typst.compile(str(source), root=str(out), font_paths=fonts(folder))


PAGE = """<!doctype html><html lang="en"><head><title>{{ title }}</title>
<style>
@font-face { font-family: Sans; src: url({{ fonts }}/1.ttf) }
@font-face { font-family: Sans; src: url({{ fonts }}/3.ttf); font-weight: bold }
@page { size: A4; margin: 30mm 30mm 28mm; @top-left { content: "{{ title }}"; font: 8.5pt Sans }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt Sans } }
body { font: 10.5pt serif; text-align: justify; hyphens: auto } h1, h2, h3, table, dt { font-family: Sans; text-align: left }
table { border-collapse: collapse; width: 100%; font-size: 9pt } td, th { border-top: .5pt solid; padding: 2pt 4pt }
img { width: 100% } dt { font-weight: bold }</style></head>
<body><h1>{{ title }}</h1>{{ body }}</body></html>"""


def weasyprint(place, names):
    import jinja2
    import markdown
    import weasyprint

    out, folder = place
    page = jinja2.Template(PAGE)
    for name in names:
        text, title = report(out, name)
        body = markdown.markdown(text, extensions=["extra"])
        html = page.render(title=title, body=body, fonts=folder.as_uri())
        weasyprint.HTML(string=html, base_url=str(out / "cases") + "/").write_pdf(pdf_variant="pdf/ua-1")


def scale(casebook, folder):
    print("cases   seconds   per case   MiB at most")
    for cases in (250, 500, 1000, 2000, 4000):
        workspace = folder / str(cases)
        subprocess.run([casebook, "-q", "bench-data", workspace, "--cases", str(cases)], check=True)
        seconds, most = timed_and_weighed([casebook, "-q", "-C", workspace, "build", *FORMS])
        print(f"{cases:5} {seconds:9.2f} {seconds / cases * 1000:7.1f} ms {most:10.0f}", flush=True)
        shutil.rmtree(workspace)


if __name__ == "__main__":
    main()
