"""Pictures of items: what they may not do, and names in the image column that no file should have."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from hub.services.pictures import MAX_SIDE, media_type_of, read_picture
from retail.errors import RuleError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
RECT = '<rect width="1" height="1"/>'


def code_of(content: str) -> str:
    try:
        return media_type_of(content.encode())
    except RuleError as error:
        return error.code


@pytest.mark.parametrize(
    "inside",
    [
        RECT,
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)" style="stroke:url( \'#g\' )"/>',
        '<style>rect{fill:url("#g")}</style>' + RECT,
        '<use xlink:href="#g"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<metadata><a:license xmlns:a="x" a:resource="http://x/"/></metadata>' + RECT,
        '<rect xmlns:i="http://i/" i:export="C:\\x\\y.png"/>',
    ],
)
def test_a_picture_that_only_draws_is_taken(inside: str) -> None:
    assert code_of(SVG.format(inside)) == "image/svg+xml"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        '<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>',
        "<foreignObject/>",
        '<rect onload="x"/>',
        '<image href="http://x/y.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="../other.png"/>',
        '<image href="&#104;ttp://x/"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<rect fill="url(http://x/#g)"/>',
        "<rect style=\"fill:url( '//x/#g')\"/>",
        "<style>@import 'http://x';</style>",
        "<style>@im<!-- -->port 'http://x';</style>",
        "<style><![CDATA[@imp]]>ort 'http://x';</style>",
        "<style>rect{fill:u\\72l(http://x)}</style>",
        '<a href="#"><set attributeName="xlink:href" to="http://x"/></a>',
        '<g xml:base="http://x/"/>',
        "<g>" * 200 + "</g>" * 200,
        '<use href="#g"/>' * 21,
        "<g>",
    ],
)
def test_a_picture_that_does_more_than_draw_is_refused(inside: str) -> None:
    assert code_of(SVG.format(inside)) == "image_unsafe"


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format(RECT),
        '<?xml version="1.0"?><?xml-stylesheet href="http://x"?>' + SVG.format(RECT),
        '<?xml version="1.0" encoding="utf-7"?>' + SVG.format(RECT),
        '<?xml version="1.0"?><html>' + SVG.format(RECT) + "</html>",
        "<svg>" + RECT + "</svg>",
    ],
)
def test_what_stands_around_a_picture_counts_too(content: str) -> None:
    assert code_of(content) == "image_unsafe"


def test_a_document_type_and_other_instructions_do_no_harm() -> None:
    start = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://w3/d">'
    )
    assert code_of(start + "<?xpacket begin?>" + SVG.format(RECT)) == "image/svg+xml"


@pytest.mark.parametrize("side", [1, 4096, 4097, 16_000])
@pytest.mark.parametrize(("kind", "options"), [("PNG", {}), ("WEBP", {}), ("WEBP", {"lossless": True})])
def test_a_picture_of_few_bytes_and_many_pixels_is_refused(
    kind: str, options: dict[str, bool], side: int
) -> None:
    packed = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", (side, 1)).save(packed, kind, **options)
    content = packed.getvalue()
    if side > MAX_SIDE:
        with pytest.raises(RuleError, match="pixels"):
            media_type_of(content)
    else:
        assert media_type_of(content) == f"image/{kind.lower()}"


def test_the_size_of_an_extended_webp_counts_too() -> None:
    packed = io.BytesIO()
    Image.new("RGBA", (5000, 1), (1, 2, 3, 4)).save(packed, "WEBP", exif=b"Exif\0\0")
    assert b"VP8X" in packed.getvalue()[:20]
    for content in (packed.getvalue(), b"RIFF\0\0\0\0WEBPnone", b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(RuleError, match="pixels"):
            media_type_of(content)


@pytest.mark.parametrize("name", ["\0", "\ud800", "x" * 5000, ".", "loop", "pipe", "missing.png"])
def test_a_name_that_no_picture_has_refuses_the_row_alone(name: str, tmp_path: Path) -> None:
    if os.name == "posix":
        (tmp_path / "loop").symlink_to("loop")
        os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RuleError) as refusal:
        read_picture(tmp_path, name)
    assert refusal.value.code == "image_missing"


@pytest.mark.parametrize("name", ["../secret.svg", "sub/../../secret.svg", "link.svg", "{outside}"])
def test_nothing_outside_the_folder_is_read(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text(SVG.format(RECT))
    (folder / "link.svg").symlink_to("../secret.svg")
    with pytest.raises(RuleError) as refusal:
        read_picture(folder, name.format(outside=tmp_path / "secret.svg"))
    assert refusal.value.code == "image_outside"
