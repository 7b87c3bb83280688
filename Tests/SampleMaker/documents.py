"""Small but real documents: PDF, TIFF, JPEG, PNG and XML with readable Azerbaijani text."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

# reportlab's own fonts lack ə, ğ and ş.
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def _font() -> str:
    if "DejaVu" not in pdfmetrics.getRegisteredFontNames():
        if not FONT.exists():
            raise SystemExit(f"{FONT} is not there: apt-get install fonts-dejavu-core")
        pdfmetrics.registerFont(TTFont("DejaVu", str(FONT)))
    return "DejaVu"


def pdf(title: str, *lines: str, pages: int = 1, compressed: bool = True) -> bytes:
    """A PDF of A4 pages; uncompressed ones let a sample change one letter and keep the size."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4, pageCompression=1 if compressed else 0, lang="az")
    page.setTitle(title)
    page.setAuthor("court-intake demo")
    for number in range(1, pages + 1):
        page.setFont(_font(), 14)
        page.drawString(70, 770, title)
        page.setFont(_font(), 10)
        for row, line in enumerate(lines):
            page.drawString(70, 740 - 16 * row, line)
        page.drawString(70, 60, f"Nümunə sənəd, hüquqi qüvvəsi yoxdur. Səhifə {number} / {pages}")
        page.showPage()
    page.save()
    return buffer.getvalue()


def encrypted_pdf(title: str, *lines: str) -> bytes:
    """A PDF that opens only with a password (AES-256)."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(title, *lines))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user="parol", owner="sahib", R=6))
    return buffer.getvalue()


def _drawn(mode: str, lines: tuple[str, ...], size: tuple[int, int] = (827, 600)) -> Image.Image:
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), 24)
    for row, line in enumerate(lines):
        draw.text((60, 60 + 40 * row), line, fill=0, font=font)
    return image.convert(mode)


def tiff(*lines: str, pages: int = 1, compression: str = "group4") -> bytes:
    """A scan: black and white with CCITT group 4, or grey with LZW, one image for each page."""
    mode = "1" if compression == "group4" else "L"
    images = [_drawn(mode, (*lines, f"Səhifə {number} / {pages}")) for number in range(1, pages + 1)]
    buffer = io.BytesIO()
    images[0].save(buffer, "TIFF", compression=compression, save_all=True, append_images=images[1:], dpi=(100, 100))
    return buffer.getvalue()


def png(*lines: str) -> bytes:
    buffer = io.BytesIO()
    _drawn("1", lines).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def jpeg(*lines: str) -> bytes:
    buffer = io.BytesIO()
    _drawn("L", lines, (640, 400)).save(buffer, "JPEG", quality=60)
    return buffer.getvalue()
