"""Makes the site's two monospace files, public/fonts/jetbrains-mono-*.woff2.

On Debian 12, as root:
    apt-get install fonts-jetbrains-mono python3-fonttools python3-brotli
    /usr/bin/python3 src/scripts/subset-fonts.py

Kept: what terminals print, that is ASCII, Latin-1, punctuation, arrows,
mathematical signs, box drawing, block elements, geometric shapes, marks.
Dropped: hinting, and every OpenType feature, so that no ligature can join the
two hyphens of an option into one sign. Added: the hollow circle (systemctl
prints it for a stopped unit) and the heavy check marks (docker compose), which
the package's version lacks. What the files have in the end is written to
src/styles/mono-glyphs.json: a transcript holds all other characters to their cells.
"""
import json
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-{}.ttf"
ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "public" / "fonts"
GLYPHS = ROOT / "src" / "styles" / "mono-glyphs.json"
RANGES = """
20-7E A0-FF 131 152-153 2010-2015 2018-201E 2020-2022 2026 2030 2039-203A 2044
20AC 2122 2190-2199 21B5 21D0-21D5 2212 2215 221A 221E 2248 2260 2264-2265
2300-23FF 2500-25FF 2605-2606 2713-2718 276F
"""
SAME_SHAPE = {0x2714: 0x2713, 0x2716: 0x2717, 0x2718: 0x2717}
RING = 70  # thickness of the hollow circle, in units of 1000 to the em


def code_points():
    for part in RANGES.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def add_hollow_circle(font):
    glyphs, cmap = font["glyf"], font.getBestCmap()
    disc = glyphs[cmap[0x25CF]]
    middle_x, middle_y = (disc.xMin + disc.xMax) / 2, (disc.yMin + disc.yMax) / 2
    inner = 1 - 2 * RING / (disc.xMax - disc.xMin)
    pen = TTGlyphPen(None)
    points = list(disc.coordinates)
    flags = disc.flags
    for scale, order in ((1, 1), (inner, -1)):
        on = [(round(middle_x + (x - middle_x) * scale), round(middle_y + (y - middle_y) * scale), flag & 1)
              for (x, y), flag in zip(points, flags)][::order]
        start = next(i for i, point in enumerate(on) if point[2])
        on = on[start:] + on[:start]
        pen.moveTo(on[0][:2])
        curve = []
        for x, y, on_curve in on[1:] + on[:1]:
            curve.append((x, y))
            if on_curve:
                pen.qCurveTo(*curve)
                curve = []
        pen.closePath()
    name = "hollowcircle"
    font.setGlyphOrder(font.getGlyphOrder() + [name])
    glyphs[name] = pen.glyph()
    font["hmtx"][name] = font["hmtx"][cmap[0x25CF]]
    return name


def ranges(points):
    """Code points as hexadecimal ranges; without the soft hyphen, which a browser draws at no width."""
    found = []
    for point in sorted(p for p in points if p >= 0x20 and p != 0xAD):
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return [f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in found]


drawn = None
for weight in ("Regular", "Bold"):
    # With the time of its source, so that the same files come of it each time.
    font = TTFont(SOURCE.format(weight), recalcTimestamp=False)
    ring = add_hollow_circle(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x25CB] = ring
            for new, old in SAME_SHAPE.items():
                table.cmap.setdefault(new, table.cmap[old])
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "gasp"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(code_points()))
    subsetter.subset(font)
    font.flavor = "woff2"
    file = TARGET / f"jetbrains-mono-{weight.lower()}.woff2"
    font.save(file)
    drawn = set(font.getBestCmap()) if drawn is None else drawn & set(font.getBestCmap())
    print(file.name, file.stat().st_size, "bytes,", len(font.getBestCmap()), "characters")
GLYPHS.write_text(json.dumps(ranges(drawn), indent=2) + "\n")
