"""What makes the site an app on the phone: the manifest, and the worker that keeps it offline."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from overtoe import report
from overtoe.site import __file__ as site_file

if TYPE_CHECKING:
    from django.http import HttpRequest

STATIC: Final = Path(site_file).resolve().parent / "static"
REPORT_STATIC: Final = Path(report.__file__).resolve().parent / "static"
SHELL: Final = (
    "report/tokens.css", "report/base.css", "report/figures.css", "report/progress.css",
    "site/site.css", "site/today.css", "site/icon.svg", "vendor/htmx.min.js",
    "site/app.js", "site/today.js", "site/outbox.js", "site/store.js", "site/events.js",
    "site/fold.js", "site/timer.js", "site/panels.js",
)  # fmt: skip
"""Everything that a page needs without signal."""


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, colors and icon of the app on the home screen."""
    del request
    icons = [
        {"src": static("site/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("site/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {
            "src": static("site/icon-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "any maskable",
        },
    ]
    return JsonResponse(
        {
            "name": "Overtoe",
            "short_name": "Overtoe",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf8f4",
            "theme_color": "#1f6b58",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker; the browser asks for it anew each time, as it must."""
    del request
    urls = ", ".join(f'"{static(name)}"' for name in SHELL)
    source = (STATIC / "site" / "worker.js").read_text(encoding="utf-8")
    text = source.replace("__BUILD__", build_id()).replace('"__SHELL__"', urls)
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def build_id() -> str:
    """Name of this build, from the content of everything that is kept offline."""
    digest = hashlib.sha256()
    for folder in (STATIC, REPORT_STATIC):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
