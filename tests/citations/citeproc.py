"""Writes what Pandoc's citeproc makes of works.json into citeproc.json: citeproc.py PANDOC FOLDER-WITH-CSL-STYLES

The styles are those of hayagriva, as CSL (`style.to_xml()`), so that only the two processors differ.
"""

import json, pathlib, re, subprocess, sys

pandoc, styles = sys.argv[1], pathlib.Path(sys.argv[2])
here = pathlib.Path(__file__).parent
works = [work["id"] for work in json.loads((here / "works.json").read_text())]
text = "\n\n".join(f"[@{work}]" for work in works)


def plain(part):
    return " ".join(part.replace("\u00a0", " ").replace("_", "").split())


found = {}
for language, locale in (("en", "en-US"), ("da", "da-DK")):
    for style in sorted(styles.glob("*.csl")):
        csl = style.read_text()
        if "xmlns" not in csl:
            csl = csl.replace("<style ", '<style xmlns="http://purl.org/net/xbiblio/csl" ', 1)
        own = pathlib.Path("/tmp") / style.name
        own.write_text(csl)
        command = [pandoc, "--citeproc", "--csl", own, "--bibliography", here / "works.json", "-f", "markdown", "-t", "plain", "--wrap=none"]
        source = f"---\nlang: {locale}\n---\n\n{text}\n"
        made = subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout
        parts = [plain(part) for part in re.split(r"\n\n+", made.strip())]
        found[f"{style.stem} {language}"] = {"citations": dict(zip(works, parts)), "list": parts[len(works):]}
(here / "citeproc.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
