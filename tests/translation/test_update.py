import pytest

from course_utils.maintain.translation import checks, worksheet
from course_utils.maintain.translation.sources import CELL, Message, blocks_of
from course_utils.maintain.translation.update import state, update
from course_utils.translation import catalogs
from course_utils.translation.catalogs import TEMPLATE

WALK = Message("The walk is over after {n} steps", (TEMPLATE,))
LABEL = Message("learning rate")


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(catalogs, "CATALOGS", tmp_path)
    return tmp_path


def said(domain="room"):
    return {m.id: (m.string, m.fuzzy) for m in catalogs.read("zh_CN", domain) if m.id}


def test_a_catalog_gets_new_messages_and_keeps_what_is_said(folder):
    update("zh_CN", "room", [WALK], said={WALK.text: "走了 {n} 步，到了"})
    update("zh_CN", "room", [LABEL, WALK])
    assert said() == {WALK.text: ("走了 {n} 步，到了", False), LABEL.text: ("", False)}
    found = state("zh_CN", "room", [LABEL, WALK])
    assert (found.missing, found.changed, found.done) == ((LABEL.text,), (), 1)


def test_what_changed_keeps_its_translation_but_is_not_said(folder):
    update("zh_CN", "room", [WALK], said={WALK.text: "走了 {n} 步，到了"})
    new = Message("The walk is over after {n} updates", (TEMPLATE,))
    update("zh_CN", "room", [new])
    assert said() == {new.text: ("走了 {n} 步，到了", True)}
    assert state("zh_CN", "room", [new]).changed == (new.text,)
    catalogs.load.cache_clear()
    assert not catalogs.load("zh_CN", "room").templates


def test_what_is_gone_is_unused_until_it_is_pruned(folder):
    update("zh_CN", "room", [LABEL], said={LABEL.text: "学习率"})
    update("zh_CN", "room", [])
    assert state("zh_CN", "room", []).unused == (LABEL.text,)
    update("zh_CN", "room", [], prune=True)
    assert state("zh_CN", "room", []).is_whole


def test_a_second_update_changes_nothing(folder):
    update("zh_CN", "room", [LABEL, WALK], said={LABEL.text: "学习率"})
    before = catalogs.path_of("zh_CN", "room").read_text()
    update("zh_CN", "room", [LABEL, WALK])
    assert catalogs.path_of("zh_CN", "room").read_text() == before


def test_a_worksheet_goes_out_and_comes_back(folder, tmp_path):
    cell = Message("## Walking\n\nStep by step.\n")
    update("zh_CN", "room", [LABEL, cell, WALK], said={LABEL.text: "学习率"})
    path = tmp_path / "work.txt"
    worksheet.write(path, "zh_CN", {"room": [LABEL, cell, WALK]})
    text = path.read_text().replace(
        "step.\n>>>>\n", "step.\n>>>>\n## 走\n\n一步一步。\n"
    )
    path.write_text(text)
    assert worksheet.read(path) == {"room": {cell.text: "## 走\n\n一步一步。\n"}}


def test_a_page_is_cut_into_blocks_that_make_it_again():
    page = "# A\n\nb\nc\n\n| a |\n|---|\n| 1 |\n\n```sh\na\n\nb\n```\n\nEnd.\n"
    blocks = blocks_of(page)
    assert "".join(blocks) == page
    assert "```sh\na\n\nb\n```" in blocks
    assert "| 1 |" in blocks


RIGHT = "见 [笔记本 5](05_x.ipynb)：`x = 1`，$w^2$，20 步。*学习率 (learning rate)*"
ENGLISH = (
    "See [notebook 5](05_x.ipynb): `x = 1`, $w^2$, 20 steps. *learning rate (学习率)*"
)


def test_a_right_translation_has_no_complaints():
    assert not list(checks.of_message("notebooks/05", ENGLISH, RIGHT, ()))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("05_x", "06_x", "the link"),
        ("x = 1", "x = 2", "the code `x = 1` is lost"),
        ("w^2", "w^3", "the formula"),
        ("20", "30", "the number 20 is lost"),
        ("步。", "步, 3 次。", "the number 3 is added"),
        ("学习率", "步长", "the name 学习率 of 'learning rate' is missing"),
        (" (learning rate)", "", "no English in brackets behind 学习率"),
        ("：", "", None),
        ("见 ", "见! ", "a narrow ! behind 见"),
    ],
)
def test_each_slip_of_a_translator_is_seen(old, new, says):
    found = list(
        checks.of_message("notebooks/05", ENGLISH, RIGHT.replace(old, new), ())
    )
    assert any(says in one for one in found) if says else not found


def test_places_are_counted_and_endings_may_go():
    flags = (TEMPLATE,)
    english = "{n} update{s}, {loss:.2f} left"
    fine = "还剩 {loss:.2f}，更新 {n} 次"
    assert not list(checks.of_message("live", english, fine, flags))
    for wrong in ("更新 {n} 次", "{n} {n} {loss:.2f}", "{n} {loss:.3f}"):
        assert list(checks.of_message("live", english, wrong, flags))


def test_a_quote_that_would_end_a_text_in_a_cell_is_seen():
    assert list(checks.of_message("notebooks/05", "a b", "甲\"'乙", (CELL,)))
    assert not list(checks.of_message("notebooks/05", "a b", "甲“乙", (CELL,)))


def test_no_blank_stands_before_a_percent_sign_but_in_code(monkeypatch):
    monkeypatch.setattr(checks, "PERCENT_IS_CLOSE", True)
    for wrong in (
        "占 92 % 的",
        "高出 {above:.2g} %",
        "99 %，所以",
        "5\N{NO-BREAK SPACE}%",
    ):
        assert any("a blank in" in c for c in checks.of_message("live", "", wrong, ()))
    for fine in ("占 92% 的", "`n % 2`", "`7 % 3`", "取 {n} % {m}", "%pip"):
        assert not list(checks.of_percent(fine))
    cell = "{x:.1f} %"
    assert not list(checks.of_message("notebooks/05", cell, cell, (CELL,)))
