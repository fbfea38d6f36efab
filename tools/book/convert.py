"""Turns the published chapters into pages: `convert.py NOTEBOOKS SITE`.

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

notebooks, site = map(Path, sys.argv[1:3])
templates = Path(__file__).parent / "template"
PLOTLY = "application/vnd.plotly.v1+json"


class Renderer(IPythonRenderer):
    """Markdown as nbconvert reads it, but for formulas, and for links into the repository."""

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
    """JSON that ends no script."""
    return json.dumps(value, sort_keys=True).replace("<", "\\u003c")


def place(output, name):
    """What the template shows of a figure, an explorer or a pad for digits; undefined for all else."""
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
            "name": NAMES.get(name, name), "page": f"{path.stem}.html"}


# As the methods write themselves.
NAMES = {"Adagrad": "AdaGrad", "Rmsprop": "RMSprop"}


def main():
    (site / "figures").mkdir(parents=True)
    chapters = [chapter(path) for path in sorted(notebooks.glob("[0-9]*.ipynb"))]
    exporter = BookExporter(
        template_name="chapter", extra_template_basedirs=[str(templates)], template_file="index.html.j2"
    )
    exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
    exporter.environment.globals.update(chapters=chapters)
    for i, one in enumerate(chapters):
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
    index = exporter.environment.get_template("home.html.j2")
    (site / "index.html").write_text(index.render(resources={}), encoding="utf-8")


main()
