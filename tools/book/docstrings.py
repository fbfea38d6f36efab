"""Docstrings and the types of TypeScript as HTML, with links to what they name."""

import re
from html import escape
from pathlib import PurePosixPath

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import TypeScriptLexer

KINDS_OF_VALUES = ("class", "function", "variable")


def lay_out(groups):
    """Gives each page of the API its address and its heading, and each name the place where it is explained."""
    for group in groups:
        group["pages"].sort(key=lambda page: all(one["kind"] not in KINDS_OF_VALUES for one in page["symbols"]))
        for page in group["pages"]:
            page["symbols"].sort(key=lambda one: one["kind"] not in KINDS_OF_VALUES)
            stem = PurePosixPath(page["file"]).stem
            page["address"] = f"api/{stem}.html"
            values = [one["name"] for one in page["symbols"] if one["kind"] in KINDS_OF_VALUES]
            page["names"] = values or [one["name"] for one in page["symbols"]]
            many = len(page["names"]) > 3
            page["title"] = stem.replace("-", " ").capitalize() if many else ", ".join(page["names"])
            for one in page["symbols"]:
                places[one["name"]] = f"{page['address']}#{one['name']}"
                symbols[one["name"]] = one
    return groups


# Where each exported name is explained, from the site's folder, and what is said.
places = {}
symbols = {}


def link(name, text=None):
    """A link to a name, from a page in api/."""
    return f'<a href="../{places[name]}">{text or name}</a>'


def prose(text):
    """Paragraphs. One of equations keeps its lines."""
    return "".join(map(paragraph, text.strip().split("\n\n"))) if text.strip() else ""


def is_formula(text):
    """Whether each line is an equation, and none ends a sentence."""
    lines = text.split("\n")
    return all(re.search(" [←=] ", line) and not re.search(r"\w\. |\.$", line) for line in lines)


def in_short(name):
    """An optimizer in a row of a table: its first sentence, its formula, its source."""
    text = symbols[name]["text"]
    paragraphs = text.split("\n\n")
    source = next(one for one in paragraphs if one.startswith("Source: ")).removeprefix("Source: ")
    authors = re.match(r"[^,]+?(, [A-Z]\w+)* and [A-Z]\w+(?=,)|[^,]+", source)[0]
    return {
        "address": places[name],
        "idea": first_sentence(text),
        "formula": next(one for one in paragraphs if is_formula(one)),
        "from": ", ".join([authors, *re.findall(r"\b(?:18|19|20)\d\d\b", source)[:1]]),
    }


def paragraph(text):
    if is_formula(text):
        return f'<pre class="formula" tabindex="0">{escape(text, quote=False)}</pre>'
    kind = ' class="source"' if text.startswith("Source:") else ""
    return f"<p{kind}>{inline(text)}</p>"


def first_sentence(text):
    return re.split(r"(?<=\.)\s(?=[A-Z(])|\n\n", text)[0]


def inline(text):
    html = escape(text, quote=False)
    html = re.sub(r"\barXiv:(\d{4}\.\d{4,5})", r'<a href="https://arxiv.org/abs/\1">\g<0></a>', html)
    return re.sub("`([^`]+)`", lambda m: f"<code>{linked(m[1])}</code>", html)


def linked(code):
    return link(code) if code in places else code


def typescript(code, own=None):
    """Code in colours. Classes and types in it are links, and so are functions where they are called, but not the `own` name."""
    html = highlight(code, TypeScriptLexer(), HtmlFormatter()).replace("<pre>", '<pre tabindex="0">')
    name = r'(?<!\.</span>)(<span class="\w+">)(%s)(</span>)(?=(<span class="p">\()?)'

    def found(match):
        start, word, end, call = match.groups()
        known = word in places and word != own and (word[0].isupper() or call or word == "surfaces")
        return f"{start}{link(word) if known else word}{end}"

    return re.sub(name % r"[A-Za-z]\w+", found, html)
