"""Cut Noto Sans SC down to the characters that the catalogs use in pictures."""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from course_utils.translation import amounts, catalogs
from course_utils.translation.fonts import FAMILIES, FOLDER

WEIGHTS = ("Regular", "Bold")
PICTURED = ("demos", "live", "words", "notebooks")  # what is drawn, not typeset
FACES = {"zh_CN": "Noto Sans CJK SC"}


def cut_fonts(folder):
    """Write both weights for each language and say how large they are."""
    for language, family in FAMILIES.items():
        wanted = characters(language)
        for weight in WEIGHTS:
            path = cut(Path(folder), FACES[language], family, weight, wanted)
            print(
                f"{path.name}: {len(wanted)} characters, "
                f"{path.stat().st_size / 1000:.0f} kB"
            )
    return 0


def characters(language):
    """Return the characters that pictures need and matplotlib's own font has not."""
    found = set("".join(amounts.STEPS.get(language, ())))
    for domain in catalogs.domains(language):
        room = domain.split("/")[0]
        if room not in PICTURED:
            continue
        for message in catalogs.read(language, domain):
            drawn = room != "notebooks" or "code" in message.flags
            if message.id and drawn:
                found |= set(message.string)
    own = FT2Font(font_manager.findfont("DejaVu Sans")).get_charmap()
    return {c for c in found if c.isprintable() and ord(c) not in own}


def cut(folder, face, family, weight, wanted):
    """Write one weight with the `wanted` characters and return its path."""
    fonts = TTCollection(folder / f"NotoSansCJK-{weight}.ttc").fonts
    font = next(f for f in fonts if f["name"].getDebugName(1).startswith(face))
    options = Options(layout_features=[], hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]  # with copyright and licence
    options.drop_tables += ["BASE", "vhea", "vmtx", "VORG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, wanted))
    subsetter.subset(font)
    plain = family.replace(" ", "")
    names = {1: family, 2: weight, 4: f"{family} {weight}", 6: f"{plain}-{weight}"}
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    font["head"].modified = font["head"].created  # the same characters, the same file
    font.recalcTimestamp = False
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{plain}-{weight}.otf"
    font.save(path)
    return path
