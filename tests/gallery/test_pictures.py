"""Each demo has a small picture of the state it opens in, made by nobody's hand."""

import io
from base64 import b64decode

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from course_utils.demos.gradient_descent.parabola import Parabola
from course_utils.demos.gradient_descent.valley import Valley
from course_utils.gallery import fingerprint as prints
from course_utils.gallery import pictures
from course_utils.gallery.catalogue import entries, find
from course_utils.gallery.fingerprint import fingerprint, home, imported, reached
from course_utils.gallery.paint import main as paint_main
from course_utils.gallery.painting import RATIO, SIZE, paint, telling
from course_utils.gallery.sheet import colourfulness, sheet
from course_utils.translation import language

VALLEY, PARABOLA = find("Valley"), find("Parabola")


def levels(picture):
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), float)


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Keep pictures in two empty folders: what is shipped, and what is made here."""
    monkeypatch.setattr(pictures, "SHIPPED", tmp_path / "shipped")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def in_chinese():
    language.use("zh_CN")
    yield
    language.use(None)


# Keeping -----------------------------------------------------------------------------


def test_pictures_are_small_and_of_one_size():
    found = [pictures.latest(entry) for entry in entries()]
    found = [picture for picture in found if picture]
    assert len(found) > 70
    assert max(map(len, found)) < 20_000
    assert sum(map(len, found)) < 600_000
    assert {levels(picture).shape for picture in found} == {(SIZE[1], SIZE[0], 3)}


def test_a_demo_without_a_picture_gets_one_that_is_kept(folders):
    assert pictures.kept(PARABOLA) is pictures.latest(PARABOLA) is None
    made = dict(pictures.make_missing([PARABOLA]))
    assert levels(made[PARABOLA]) == pytest.approx(levels(paint(Parabola())), abs=1)
    assert pictures.kept(PARABOLA) == made[PARABOLA]
    assert list(pictures.make_missing([PARABOLA])) == []


def test_where_nothing_can_be_written_the_picture_is_shown_all_the_same(folders):
    (folders / "data").write_text("a file where the folder should be")
    ((entry, picture),) = pictures.make_missing([PARABOLA])
    assert (entry, levels(picture).shape) == (PARABOLA, (SIZE[1], SIZE[0], 3))
    assert pictures.kept(PARABOLA) is None


def test_what_cannot_be_painted_stays_without_and_stops_no_other(folders, capsys):
    paint_main(["Mountain", "Parabola"])
    said = capsys.readouterr()
    name, picture = said.out.split()
    assert (name, b64decode(picture)) == ("Parabola", pictures.kept(PARABOLA))
    assert "no demo 'Mountain'" in said.err


def test_a_demo_that_has_changed_gets_a_new_picture_and_the_old_one_goes(folders):
    folder = folders / "shipped"
    folder.mkdir()
    old = folder / "Parabola-00000000.webp"
    old.write_bytes(b"of yesterday")
    assert pictures.kept(PARABOLA) is None
    assert pictures.latest(PARABOLA) == b"of yesterday"
    assert pictures.ship([PARABOLA]) == ["Parabola", "zh_CN/Parabola"]
    assert set(folder.glob("*.webp")) == {folder / pictures.file_name(PARABOLA)}
    assert pictures.ship([PARABOLA]) == []


def test_a_card_is_painted_in_each_language_and_else_the_english_one_is_shown(
    folders, in_chinese
):
    language.use("en")
    english = pictures.make(PARABOLA, pictures.shipped())
    language.use("zh_CN")
    assert pictures.kept(PARABOLA) is None
    assert pictures.latest(PARABOLA) == english
    ((_, chinese),) = pictures.make_missing([PARABOLA])
    assert np.abs(levels(chinese) - levels(english)).max() > 100
    assert pictures.latest(PARABOLA) == pictures.kept(PARABOLA) == chinese
    assert pictures.kept(PARABOLA, "en") == english


def test_every_chinese_card_comes_with_the_course(in_chinese):
    found = {path.name.split("-")[0]: path for path in pictures.shipped().iterdir()}
    assert set(found) == {entry.title for entry in entries()}
    assert sum(path.stat().st_size for path in found.values()) < 500_000
    for entry in (VALLEY, PARABOLA):
        picture, english = pictures.latest(entry), pictures.kept(entry, "en")
        assert picture == found[entry.title].read_bytes() != english


# What a picture hangs on -------------------------------------------------------------


def test_the_fingerprint_follows_what_the_demo_imports_and_reads():
    files = reached(home("gradient_descent", "Valley"))
    names = {path.relative_to(prints.HOUSE).as_posix() for path in files}
    assert "demos/gradient_descent/valley.py" in names
    assert "ml/optimization/descent.py" in names
    assert "draw/style.py" in names
    assert not any(name.startswith("live/") for name in names)
    kept = {
        path.name
        for module in reached(home("lenet", "LearningEpochs"))
        for path in prints.data_of(module)
    }
    assert kept
    with pytest.raises(ValueError, match="has a class Mountain"):
        home("gradient_descent", "Mountain")


def test_imports_are_found_however_they_are_written(tmp_path, monkeypatch):
    monkeypatch.setattr(prints, "HOUSE", tmp_path)
    for name in ("ml/a.py", "ml/b.py", "ml/__init__.py", "live/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "demo.py").write_text(
        "from course_utils.ml.a import one\nfrom course_utils.live.c import Demo\n"
        "def later():\n    from course_utils.ml import (\n        b,\n    )\n"
    )
    found = {path.name for path in imported(tmp_path / "demo.py")}
    assert found == {"a.py", "b.py", "__init__.py"}


def test_every_change_of_the_text_changes_the_fingerprint(tmp_path, monkeypatch):
    (tmp_path / "topic").mkdir()
    module = tmp_path / "topic" / "one.py"
    monkeypatch.setattr(prints, "DEMOS", tmp_path)
    seen = []
    for text in ("class A:\n    a = 1\n", "class A:\n    a = 2\n"):
        module.write_text(text)
        for cached in (prints.content, prints.digest, prints.data_of, imported):
            cached.cache_clear()
        fingerprint.cache_clear()
        seen.append(fingerprint("topic", "A"))
    module.write_bytes(b"class A:\r\n    a = 2\r\n")  # as git writes it on Windows
    prints.content.cache_clear()
    prints.digest.cache_clear()
    fingerprint.cache_clear()
    seen.append(fingerprint("topic", "A"))
    assert seen[0] != seen[1] == seen[2]
    assert all(len(letters) == 8 for letters in seen)


def test_a_chinese_picture_follows_what_its_demo_says_there(monkeypatch):
    def letters(*pairs):
        found = [((english, said), {file}) for english, said, file in pairs]
        monkeypatch.setattr(prints, "said", lambda language, domain: found)
        fingerprint.cache_clear()
        return fingerprint("gradient_descent", "Valley", "zh_CN")

    weight = ("weight", "权重", "valley.py")
    first = letters(weight)
    assert first != letters(("weight", "重量", "valley.py"))
    assert first == letters(weight, ("the cosine", "余弦", "parabola.py"))
    assert first == letters(weight)
    assert fingerprint("gradient_descent", "Valley") != first
    fingerprint.cache_clear()


def test_what_a_catalog_says_is_known_by_the_file_it_stands_in():
    found = {text: files for text, files in prints.said("zh_CN", "words")}
    assert "not_said.py" in found["age", "年龄"]
    assert all(file.endswith(".py") for files in found.values() for file in files)


# How it is painted -------------------------------------------------------------------


def axes_in(figure, box):
    """List the numbers of the Axes whose middles lie in a box of pixels."""
    height = figure.bbox.height * RATIO
    middles = [
        (
            (a.bbox.x0 + a.bbox.x1) / 2 * RATIO,
            height - (a.bbox.y0 + a.bbox.y1) / 2 * RATIO,
        )
        for a in figure.axes
    ]
    return [
        number
        for number, (x, y) in enumerate(middles)
        if box[0] < x < box[2] and box[1] < y < box[3]
    ]


def painted(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100 * RATIO)
    return np.asarray(Image.open(buffer).convert("RGB"), float)


@pytest.fixture
def pair():
    """Two Axes of one size side by side, under a headline; none has any colour."""
    figure = Figure(figsize=(13, 4.2), dpi=100)
    figure.suptitle("what it says", y=0.99)
    figure.subplots(1, 2, gridspec_kw={"top": 0.85})
    return figure


def test_the_part_with_more_colour_is_shown_and_never_the_headline(pair):
    pair.axes[1].set_facecolor("navy")
    box = telling(pair, painted(pair))
    assert axes_in(pair, box) == [1]
    assert box[1] > 20 * RATIO


def test_what_a_hand_reaches_for_goes_first(pair):
    for ax in pair.axes:
        ax.set_facecolor("lightblue")
    for number in (0, 1):
        box = telling(pair, painted(pair), [pair.axes[number]])
        assert number in axes_in(pair, box)
        alone = telling(pair, painted(pair), [pair.axes[number]] * 2)
        assert alone == box


def test_no_axes_is_cut_in_two():
    for demo in (Valley(), Parabola()):
        image = painted(demo.figure)
        left, top, right, bottom = np.array(telling(demo.figure, image)) / RATIO
        for ax in demo.figure.axes:
            box = ax.get_tightbbox()
            low, high = (
                demo.figure.bbox.height - box.y1,
                demo.figure.bbox.height - box.y0,
            )
            inside = (
                left <= box.x0 and box.x1 <= right and top <= low and high <= bottom
            )
            outside = (
                box.x1 < left + 9 or box.x0 > right - 9 or high < top or low > bottom
            )
            assert inside or outside


def test_a_sheet_shows_the_pictures_in_rows():
    picture = paint(Parabola())
    image = levels(sheet([picture] * 5, across=3, width=80))
    assert image.shape == (2 * (45 + 4) + 4, 3 * (80 + 4) + 4, 3)
    assert image[-20:, -40:].std() < 1  # five of six places are taken


def test_photographs_are_more_colourful_than_axes():
    stream = io.BytesIO()
    Image.new("RGB", SIZE, "red").save(stream, "WEBP")
    assert colourfulness(stream.getvalue()) > 200 > colourfulness(paint(Parabola()))
