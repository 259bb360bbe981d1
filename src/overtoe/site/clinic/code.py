"""A link as a picture that a phone's camera can read."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from qrcode.main import QRCode

from overtoe.report.svg import element, picture


def code_picture(link: str) -> SafeString:
    """Draw a link as a QR code: dark squares on a light ground, whatever the theme."""
    code = QRCode(border=4)
    code.add_data(link)
    code.make(fit=True)
    matrix = code.get_matrix()
    size = float(len(matrix))
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, line in enumerate(matrix) for x, on in enumerate(line) if on
    )
    ground = element("rect", width=size, height=size, fill="#fff")
    squares = element("path", d=dark, fill="#000")
    label = "The link as a code for a phone's camera"
    return mark_safe(picture((size, size), ground, squares, label=label, class_="code"))  # noqa: S308
