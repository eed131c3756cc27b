"""Makes the two fonts of the tests: letters that are boxes, under the licences of this project.

    pip install 'fonttools[woff]'
    python tests/fonts/make.py

`boxes.woff2` is a variable font from weight 300 to 700 whose letters grow wider; its widths
are those of Arial at 400, times 1.1, in an em of 1000. `boxes-mono.woff2` has one weight, and
0.5 em for every letter.
"""

from pathlib import Path
from string import ascii_lowercase

from fontTools.designspaceLib import AxisDescriptor
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

FOLDER = Path(__file__).parent
# Arial, in parts of 2048.
ARIAL = dict(zip(
    " " + ascii_lowercase,
    [569, 1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139,
     1139, 1139, 1139, 682, 1024, 569, 1139, 1024, 1479, 1024, 1024, 1024],
))


def box(width, height):
    pen = TTGlyphPen(None)
    if height:
        pen.moveTo((50, 0))
        for point in [(50, height), (width - 50, height), (width - 50, 0)]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def make(name, widths, ascent, descent, gap, bolder=0):
    letters = list(widths)
    glyphs = {letter: f"u{ord(letter):04x}" for letter in letters}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *glyphs.values()])
    builder.setupCharacterMap({ord(letter): glyph for letter, glyph in glyphs.items()})
    boxes = {glyphs[letter]: box(widths[letter], 0 if letter == " " else 500)
             for letter in letters}
    boxes[".notdef"] = box(500, 700)
    builder.setupGlyf(boxes)
    metrics = {glyphs[letter]: (widths[letter], 0 if letter == " " else 50)
               for letter in letters}
    metrics[".notdef"] = (500, 50)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=ascent, descent=-descent, lineGap=gap)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=-descent, sTypoLineGap=gap,
                     usWinAscent=ascent, usWinDescent=descent)
    builder.setupPost()
    if bolder:
        axis = AxisDescriptor()
        axis.tag, axis.name = "wght", "Weight"
        axis.minimum, axis.default, axis.maximum = 300, 400, 700
        builder.setupFvar([axis], [])
        changes = {}
        for letter, glyph in glyphs.items():
            corners = [] if letter == " " else [(0, 0), (0, 0), (bolder, 0), (bolder, 0)]
            moved = [*corners, (0, 0), (bolder, 0), (0, 0), (0, 0)]
            changes[glyph] = [TupleVariation({"wght": (0, 1, 1)}, moved)]
        builder.setupGvar(changes)
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 3_600_000_000
    builder.font.flavor = "woff2"
    builder.font.save(FOLDER / f"{name}.woff2")


make("boxes", {letter: round(width * 1100 / 2048) for letter, width in ARIAL.items()},
     900, 300, 100, bolder=100)
make("boxes-mono", dict.fromkeys(ARIAL, 500), 800, 200, 0)
