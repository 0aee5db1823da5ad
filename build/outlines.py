#!/usr/bin/env python3
"""Write the outlines that shared pictures are drawn with: build/outlines.py FONT.woff2 WEIGHT > outlines-WEIGHT.txt

Needs fonttools and brotli. One line a character: code point, advance, then the outline as an SVG path of absolute
M, L, Q and Z, in thousandths of an em, y downwards. Signs that the font lacks are made of those it has.
"""
import sys

from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer


class Path(BasePen):
    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.parts = []

    def _moveTo(self, p):
        self.parts.append(f"M{round(p[0])} {round(-p[1])}")

    def _lineTo(self, p):
        self.parts.append(f"L{round(p[0])} {round(-p[1])}")

    def _qCurveToOne(self, c, p):
        self.parts.append(f"Q{round(c[0])} {round(-c[1])} {round(p[0])} {round(-p[1])}")

    def _closePath(self):
        self.parts.append("Z")


font = instancer.instantiateVariableFont(TTFont(sys.argv[1]), {"wght": float(sys.argv[2])})
glyphs, names = font.getGlyphSet(), font.getBestCmap()


def outline(code, *transforms):
    pen = Path(glyphs)
    for transform in transforms or (Transform(),):
        glyphs[names[code]].draw(TransformPen(pen, transform))
    return "".join(pen.parts)


def line(code, advance, path):
    print(f"{code:04X} {round(advance)} {path}".rstrip())


print(f"# Bricolage Grotesque at weight {sys.argv[2]}, OFL 1.1: see bricolage-grotesque-OFL.txt. Made by build/outlines.py.")
for code in sorted(names):
    if code >= 0x20 and not 0x300 <= code < 0x370 and code not in (0xAD, 0x200B):
        line(code, glyphs[names[code]].width, outline(code))
tilde, two = (glyphs[names[ord(each)]].width for each in "~2")
line(0x2082, two * 0.62, outline(ord("2"), Transform(0.62, 0, 0, 0.62, 0, -130)))
line(0x2248, tilde, outline(ord("~"), Transform(1, 0, 0, 1, 0, -110), Transform(1, 0, 0, 1, 0, 110)))
