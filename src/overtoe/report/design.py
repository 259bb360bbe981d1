"""The design system that every page shares: colors, type, space, controls, one page frame.

"Paper and pine": warm paper, one action color (pine), two data colors (knee orange, hip blue) that
stay apart for people with any color vision; status is always shape and word, never color alone.
System fonts, so that nothing is fetched and every phone looks at home.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Iterable

DESIGN_SHEETS: Final = ("tokens.css", "base.css")


@cache
def static_text(name: str) -> str:
    """Text of one of the report's own style sheets or scripts.

    >>> "--knee" in static_text("tokens.css")
    True
    """
    return (files("overtoe.report") / "static" / name).read_text(encoding="utf-8")


@cache
def templates() -> Environment:
    """The report's templates; values are escaped, a missing value is an error."""
    return Environment(
        loader=PackageLoader("overtoe.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def css(*extra: str) -> str:
    """The design system as one style sheet, with further sheets of ``report/static`` behind it.

    >>> css().index("@layer reset") < css().index(".card")
    True
    """
    return "\n".join(static_text(name) for name in (*DESIGN_SHEETS, *extra))


def page(title: str, body: str, *, head: str = "", style: str = "", script: str = "") -> str:
    """One self-contained HTML page that is allowed to load nothing from anywhere.

    Parameters
    ----------
    title
        Plain text.
    body
        Finished HTML of the page's body.
    head
        Finished HTML to add to the head (a description, no scripts).
    style
        Style sheet behind the design system's own.
    script
        JavaScript to run at the end of the page. Only this very text may run: the page's
        security policy names its hash.
    """
    sheet = _fenced("\n".join(part for part in (css(), style) if part))
    code = _fenced(script) if script else ""
    return (
        templates()
        .get_template("frame.html")
        .render(
            title=title,
            policy=_policy(styles=[sheet], scripts=[code] if code else []),
            sheet=sheet,
            head=head,
            body=body,
            script=code,
        )
    )


def _fenced(text: str) -> str:
    # What the browser hashes is exactly what stands between the tags.
    return f"\n{text.strip()}\n"


def _policy(*, styles: Iterable[str], scripts: Iterable[str]) -> str:
    parts = {
        "style-src": " ".join(_hash(text) for text in styles) or "'none'",
        "script-src": " ".join(_hash(text) for text in scripts) or "'none'",
    }
    allowed = "; ".join(f"{name} {sources}" for name, sources in parts.items())
    return f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; {allowed}"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
