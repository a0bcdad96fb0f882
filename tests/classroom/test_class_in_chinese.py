"""A class that speaks Chinese: its pages, the learners' notebooks and their kernels."""

import nbformat
import pytest

from course_utils.classroom.settings import NOTEBOOKS
from tests.classroom.conftest import as_learners, class_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
NOTEBOOK = "05_gradient_descent.ipynb"
ASK = "from course_utils.translation.language import language\nprint(language())"


def test_a_learner_meets_chinese_from_the_door_to_the_kernel(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "zh_CN")

    async def job(mate):
        _, door = await mate.fetch("/hub/login")
        await mate.enter()
        _, home = await mate.fetch("/hub/home")
        sources = await mate.open(NOTEBOOK)
        said = await mate.kernel.execute(ASK, seconds=60)
        return door, home, sources, said

    with class_in(tmp_path, learners=2) as hub:
        door, home, sources, said = as_learners(hub, job, "mei")
    for page in (door, home):
        assert 'documentElement.lang = "zh-CN"' in page
    assert "我是第一次来" in door
    assert "退出" in home
    assert "Log in" not in door
    cells = nbformat.read(NOTEBOOKS / "zh_CN" / NOTEBOOK, 4).cells
    assert sources[0] in [cell.source for cell in cells if cell.cell_type == "code"]
    printed = [m.content["text"] for m in said if m.kind == "stream"]
    assert printed == ["zh_CN\n"]
