"""Turns the published chapters into pages: `convert.py NOTEBOOKS SITE`, and what the package exports, which
book.mjs describes on the standard input.

What a page needs of a browser is written by book.mjs; formulas are left to it, too, as <tex-math>.
"""

import base64
import json
import re
import sys
from pathlib import Path

import nbformat
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from docstrings import first_sentence, in_short, inline, lay_out, places, prose, typescript
from released import released

notebooks, site = map(Path, sys.argv[1:3])
templates = Path(__file__).parent / "template"
PLOTLY = "application/vnd.plotly.v1+json"


class Renderer(IPythonRenderer):
    """Markdown as nbconvert reads it, except for formulas and links into the repository."""

    def link(self, text, url, title=None):
        return text if url.startswith("../") else super().link(text, url, title)

    def inline_math(self, body):
        return f"<tex-math>{self.escape_html(body)}</tex-math>"

    def block_math(self, body):
        return f'<tex-math class="display">{self.escape_html(body)}</tex-math>'


class BookExporter(HTMLExporter):
    @pass_context
    def markdown2html(self, context, source):
        renderer = Renderer(escape=False, exclude_anchor_links=True)
        return finish(MarkdownWithMath(renderer=renderer).render(source))


def finish(html):
    """Gives each heading a name to link to; what is wide can be scrolled, with the keyboard as well."""
    html = html.replace("<table>", '<div class="wide" tabindex="0"><table>')
    html = html.replace("</table>", "</table></div>").replace("<pre>", '<pre tabindex="0">')

    def named(match):
        level, text = match.groups()
        return f'<h{level} id="{slug(text)}">{text}</h{level}>'

    return re.sub(r"<h([1-3])>(.*?)</h\1>", named, html)


def slug(text):
    words = re.sub(r"<[^>]*>", "", text).lower()
    return re.sub(r"[^\w]+", "-", words).strip("-")


def script(value):
    """JSON that cannot end a script."""
    return json.dumps(value, sort_keys=True).replace("<", "\\u003c")


def place(output, name):
    """What the template shows of a figure, an explorer or a pad for digits; undefined for anything else."""
    data, metadata = output.get("data", {}), output.get("metadata", {})
    begins = metadata.get("downhill", {})
    found = [
        (kind, what)
        for kind, what in [
            ("figure", data.get(PLOTLY)),
            ("explorer", begins.get("explorer")),
            ("digit-pad", begins.get("digitPad")),
        ]
        if what is not None
    ]
    if not found:
        return None
    kind, what = found[0]
    file = site / "figures" / f"{name}.png"
    file.write_bytes(base64.b64decode("".join(data["image/png"])))
    return {
        "kind": kind,
        "json": script(what),
        "picture": f"figures/{file.name}",
        "alt": "".join(data["text/plain"]).replace(" Run the cell to use it.", ""),
        **metadata["image/png"],
    }


def without_outputs(notebook):
    """The notebook before it has run, for who downloads it with changes."""
    copy = nbformat.from_dict(notebook)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.update(execution_count=None, outputs=[])
    return copy


def write_notebook(name, notebook):
    """A script, since a page that is opened as a file can load nothing else."""
    file = site / "assets" / "notebooks" / f"{name}.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"var downhillNotebook = {nbformat.writes(notebook)}", encoding="utf-8")


def headings(notebook):
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    found = re.findall(r"^## (.+)$", text, flags=re.M)
    return [(slug(title), title) for title in found]


def chapter(path):
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    if not any(cell.get("outputs") for cell in notebook.cells):
        sys.exit(f"{path.name} holds no outputs: run `npm run notebooks` first.")
    number, question = re.match(r"# (\d+) · (.+)", notebook.cells[0].source).groups()
    name = path.stem.partition("-")[2].replace("-", " ").capitalize()
    return {"path": path, "notebook": notebook, "number": number, "question": question,
            "name": NAMES.get(name, name), "page": f"{path.stem}.html", "minutes": minutes(notebook)}


def assignment(path, chapters):
    """An assignment as students are given it, with the chapter that it belongs to."""
    notebook = released(path)
    source = notebook.cells[0].source
    number, title = re.match(r"# Assignment (\d+) · (.+)", source).groups()
    of = re.search(r"belongs to chapters? (\d+)", source)[1]
    points = sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in notebook.cells)
    return {"path": path, "notebook": notebook, "number": number, "name": title,
            "page": f"assignments/{path.stem}.html", "points": points,
            "chapter": next(one for one in chapters if one["number"] == of)}


def minutes(notebook):
    """How long a chapter takes: to read its words, and to run each cell and look at what it gives."""
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    words = sum(len(source.split()) for source in prose)
    return words / WORDS_A_MINUTE + (len(notebook.cells) - len(prose)) * MINUTES_A_CELL


# Slower than a novel: it has formulas, and questions to stop at.
WORDS_A_MINUTE = 150
MINUTES_A_CELL = 1.5
MINUTES_AN_EXERCISE = 10


def exercises(notebook):
    """How many exercises there are at the end of a chapter, each of which has an answer to unfold."""
    last = "".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return last.rpartition("\n## Exercises")[2].count("<summary>Answer</summary>")


def picture(one):
    """The figure that a chapter is known by: of a cell in COVERS, or its first."""
    figures = [
        output["place"]
        for cell in sorted(one["notebook"].cells, key=lambda cell: COVERS.get(cell.id, len(COVERS)))
        for output in cell.get("outputs", [])
        if output["place"] and output["place"]["kind"] == "figure"
    ]
    return figures[0] if figures else None


# Cells whose figures say at a glance what their chapters are about.
COVERS = {"zigzag": 0, "noisy": 1, "five": 2, "loop": 3, "slice-map": 4, "phase-maps": 5, "path": 6}


def rows(catalogue, chapters):
    """The table of optimizers: what their docstrings say, and the chapter that explains each."""
    return [
        {**one, **in_short(one["name"]), "chapter": explained(one["name"], chapters)} for one in catalogue
    ]


def explained(name, chapters):
    """The first chapter that has the name in a heading, or else the first that has it at all."""
    for pattern in (rf"^##? .*\b{name}\b", rf"\b{name}\b"):
        for one in chapters:
            sources = [one["name"]] if pattern[0] == "^" else []
            sources += [cell.source for cell in one["notebook"].cells]
            if re.search(pattern, f"# {chr(10).join(sources)}", flags=re.M):
                return one
    return None


# The methods as their authors write them.
NAMES = {"Adagrad": "AdaGrad", "Rmsprop": "RMSprop"}


def main():
    api, catalogue, walks = json.load(sys.stdin).values()
    (site / "figures").mkdir(parents=True)
    (site / "api").mkdir()
    chapters = [chapter(path) for path in sorted(notebooks.glob("[0-9]*.ipynb"))]
    exporter = BookExporter(
        template_name="chapter", extra_template_basedirs=[str(templates)], template_file="index.html.j2"
    )
    exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
    environment = exporter.environment
    assignments = [
        assignment(path, chapters) for path in sorted(notebooks.glob("exercises/source/*/*.ipynb"))
    ]
    environment.globals.update(chapters=chapters, assignments=assignments, groups=lay_out(api), places=places)
    environment.filters.update(
        prose=prose, inline=inline, typescript=typescript, first_sentence=first_sentence
    )
    for i, one in enumerate(chapters):
        write_notebook(one["path"].stem, without_outputs(one["notebook"]))
        for cell in one["notebook"].cells:
            for n, output in enumerate(cell.get("outputs", [])):
                output["place"] = place(output, f"{one['path'].stem}-{cell.id}-{n + 1}")
        resources = {
            "chapter": one,
            "headings": headings(one["notebook"]),
            "before": chapters[i - 1] if i > 0 else None,
            "after": chapters[i + 1] if i + 1 < len(chapters) else None,
        }
        body, _ = exporter.from_notebook_node(one["notebook"], resources)
        (site / one["page"]).write_text(body, encoding="utf-8")

    (site / "assignments").mkdir()
    for one in assignments:
        write_notebook(one["path"].stem, one["notebook"])
        resources = {"chapter": one, "headings": headings(one["notebook"]), "up": "../"}
        body, _ = exporter.from_notebook_node(one["notebook"], resources)
        (site / one["page"]).write_text(body, encoding="utf-8")

    def write(template, name, **values):
        html = environment.get_template(template).render(resources=values)
        (site / name).write_text(html, encoding="utf-8")

    for page in (page for group in api for page in group["pages"]):
        write("api.html.j2", page["address"], up="../", page=page)
    write("api-index.html.j2", "api/index.html", up="../")
    for one in chapters:
        one["picture"] = picture(one)
    write(
        "home.html.j2",
        "index.html",
        walks=walks,
        optimizers=rows(catalogue, chapters),
        hours=round(sum(one["minutes"] for one in chapters) / 60),
        exercises=sum(exercises(one["notebook"]) for one in chapters),
        pace={"words": WORDS_A_MINUTE, "cell": MINUTES_A_CELL, "exercise": MINUTES_AN_EXERCISE},
    )


main()
