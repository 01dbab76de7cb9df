"""Makes a weight that share images are lettered in: the two subsets of the variable font become one static one, whose
kerning is written as a plain table of pairs (`kern`), which is what small renderers read."""
import sys
import tempfile
import unicodedata
from fontTools import subset
from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from fontTools.varLib import instancer

folder, weight, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
parts = []
for part in ["latin", "latin-ext"]:
    font = TTFont(f"{folder}/atkinson-hyperlegible-next-{part}-wght-normal.woff2")
    font.flavor = None
    font = instancer.instantiateVariableFont(font, {"wght": weight})
    pairs = {}
    def value(v): return getattr(v, "XAdvance", 0) or 0
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if table.LookupType != 2: continue
            first = table.Coverage.glyphs
            if table.Format == 1:
                for left, records in zip(first, table.PairSet):
                    for r in records.PairValueRecord:
                        pairs.setdefault((left, r.SecondGlyph), value(r.Value1))
            else:
                classes = table.ClassDef2.classDefs
                for left in first:
                    row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)].Class2Record
                    for right in font.getGlyphOrder():
                        v = value(row[classes.get(right, 0)].Value1)
                        if v: pairs.setdefault((left, right), v)
    file = f"{tempfile.gettempdir()}/{part}-{weight}.ttf"
    font.save(file)
    parts.append((file, pairs))

options = Options(drop_tables=["GSUB", "GPOS", "GDEF", "STAT", "MVAR", "prep", "gasp"])
a, b = (TTFont(f) for f, _ in parts)
font = Merger(options=options).merge([f for f, _ in parts])
# The merger renames glyphs that both subsets have: the first font's keep their names.
cmap = font.getBestCmap()
print(len(font.getGlyphOrder()), len(cmap))
of_a, of_b = a.getBestCmap(), b.getBestCmap()
merged = {}
for (file, pairs), chars in zip(parts, (of_a, of_b)):
    names = {}
    for char, name in chars.items(): names.setdefault(name, []).append(cmap[char])
    for (l, r), v in pairs.items():
        for ln in names.get(l, []):
            for rn in names.get(r, []):
                merged.setdefault((ln, rn), v)
# Kerning across the two subsets is in neither: a letter with a mark is kerned like the letter below it.
def base(c):
    d = unicodedata.normalize("NFD", chr(c))[0]
    return ord({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}.get(d, d))
for lc, ln in cmap.items():
    for rc, rn in cmap.items():
        if (ln, rn) in merged or lc not in cmap or rc not in cmap: continue
        bl, br = cmap.get(base(lc)), cmap.get(base(rc))
        if bl is None or br is None or (bl, br) == (ln, rn): continue
        if unicodedata.category(chr(lc))[0] == "L" or unicodedata.category(chr(rc))[0] == "L":
            v = merged.get((bl, br))
            if v: merged[(ln, rn)] = v
small = {p: v for p, v in merged.items() if v}
limit = 1
while True:
    kept = {p: v for p, v in small.items() if abs(v) >= limit}
    if len(kept) <= 10900: break
    limit += 1
print(len(small), "pairs, kept", len(kept), "of at least", limit)
kern = newTable("kern"); kern.version = 0
table = KernTable_format_0(); table.kernTable = kept; table.coverage = 1; table.tupleIndex = None; table.apple = False
kern.kernTables = [table]
font["kern"] = kern
sub = subset.Subsetter(subset.Options(hinting=False, name_IDs=[0,1,2,3,4,5,6,13,14], notdef_outline=True, legacy_kern=True, glyph_names=False))
sub.populate(unicodes=[c for c in cmap])
sub.subset(font)
font.save(out)
