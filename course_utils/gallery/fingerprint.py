"""What the picture of a demo is made of, in eight letters: they change when it does."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from course_utils.parts import DEMOS
from course_utils.translation.catalogs import read
from course_utils.translation.language import ENGLISH

HOUSE = DEMOS.parent
DATA = HOUSE.parent / "data"
PAINTING = Path(__file__).with_name("painting.py"), HOUSE / "draw" / "course.mplstyle"
BESIDE = {"not_said.py"}  # where a catalog has what stands in no module
IMPORT = re.compile(
    r"^\s*from course_utils\.([\w.]+) import (\([^)]*\)|.*)", re.MULTILINE
)


@cache
def fingerprint(topic, title, language=ENGLISH):
    """Return eight letters of the text of a demo and of all that it imports.

    In another language they follow what these modules say there, too.
    """
    modules = sorted(reached(home(topic, title)))
    data = sorted({path for module in modules for path in data_of(module)})
    parts = [digest(path) for path in (*modules, *data, *PAINTING)]
    if language != ENGLISH:
        names = {path.name for path in modules} | BESIDE
        found = [*said(language, f"demos/{topic}"), *said(language, "words")]
        texts = [repr(pair) for pair, files in found if files & names]
        parts.append(sha256("".join(texts).encode()).digest())
    return sha256(b"".join(parts)).hexdigest()[:8]


@cache
def said(language, domain):
    """List ((English, translation), names of its files) of all a catalog says."""
    return [
        ((m.id, m.string), {place.partition(":")[0] for place, _ in m.locations})
        for m in read(language, domain) or ()
        if m.id and m.string and not m.fuzzy
    ]


def home(topic, title):
    """Return the module in which a demo's class stands.

    Raises ValueError if there is none.
    """
    wanted = re.compile(rf"^class {title}\b".encode(), re.MULTILINE)
    for path in sorted((DEMOS / topic).glob("*.py")):
        if wanted.search(content(path)):
            return path
    raise ValueError(f"No module of {topic} has a class {title}.")


@cache
def content(path):
    """Return the bytes of a file, with the line ends of Linux."""
    return path.read_bytes().replace(b"\r\n", b"\n")


@cache
def digest(path):
    """Return the checksum of a file."""
    return sha256(content(path)).digest()


@cache
def data_of(module):
    """List the data files whose names occur in the text of a module."""
    return [path for path in data_files() if path.stem.encode() in content(module)]


@cache
def data_files():
    """List the files that come with the course in `data/`."""
    return sorted(DATA.glob("*.*"))


def reached(path, found=None):
    """Return the modules of the course that one imports, itself among them.

    The slider engine is left out: it moves pictures and draws none.
    """
    found = set() if found is None else found
    if path not in found:
        found.add(path)
        for other in imported(path):
            reached(other, found)
    return found


@cache
def imported(path):
    """List the files of the course that a module names in its imports."""
    files = []
    for room, names in IMPORT.findall(content(path).decode()):
        if room.split(".")[0] == "live":
            continue
        place = HOUSE.joinpath(*room.split("."))
        named = [place / f"{name}.py" for name in re.findall(r"\w+", names)]
        files += [place.with_suffix(".py"), place / "__init__.py", *named]
    return [file for file in files if file.is_file()]
