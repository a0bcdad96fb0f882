"""A class on this machine: three learners on one JupyterHub."""

import asyncio
import json

import pytest

from course_utils.classroom.settings import NOTEBOOKS
from course_utils.demos.gradient_descent.valley import Valley
from course_utils.maintain.bench.class_bench import NOTEBOOK, code_up_to_demo
from course_utils.maintain.browser.sliders import first_slider, follow, same
from tests.classroom.conftest import as_learners

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_two_learners_see_the_notebooks_in_folders_of_their_own(hub):
    async def job(*mates):
        await asyncio.gather(*(mate.enter() for mate in mates))
        return [await mate.open(NOTEBOOK) for mate in mates]

    sources = as_learners(hub, job, "ada", "ben")
    cells = [c.source for c in code_up_to_demo(NOTEBOOKS / NOTEBOOK).values()]
    assert [seen[: len(cells)] for seen in sources] == [cells, cells]
    closed = (hub.folder, hub.folder / "ada", hub.state)
    assert [place.stat().st_mode & 0o777 for place in closed] == [0o700] * 3
    for name in ("ada", "ben"):
        copy = (hub.folder / name / NOTEBOOK).read_bytes()
        assert copy == (NOTEBOOKS / NOTEBOOK).read_bytes()


def test_a_wrong_password_is_refused(hub):
    async def job(mate):
        with pytest.raises(PermissionError):
            await mate.enter()

    as_learners(hub, job, "eve", password="wrong-class")
    assert not (hub.folder / "eve").exists()


def test_a_name_that_could_leave_the_folder_is_refused(hub):
    async def job(*mates):
        for mate in mates:
            with pytest.raises(PermissionError):
                await mate.enter()

    as_learners(hub, job, "../eve", ".hub")


def test_a_learner_does_not_reach_the_server_of_another(hub):
    async def job(ada, ben):
        await asyncio.gather(ada.enter(), ben.enter())
        own = await ben.fetch("/user/ben/api/contents")
        other = await ben.fetch("/user/ada/api/contents")
        return own, other

    (status, text), (refused, _) = as_learners(hub, job, "ada", "ben")
    assert status == 200
    assert NOTEBOOK in {entry["name"] for entry in json.loads(text)["content"]}
    assert refused in (403, 404)


def test_a_kernel_works_in_its_learner_s_folder_and_within_the_limit(hub):
    async def job(ada):
        await ada.enter()
        await ada.open(NOTEBOOK)
        where = await ada.kernel.execute(
            "from course_utils.practice.progress import progress_file\n"
            "print(progress_file().resolve())"
        )
        with pytest.raises(RuntimeError, match="MemoryError"):
            await ada.kernel.execute("bytearray(3 * 2**30)")
        await ada.shut()
        return where

    told = [m for m in as_learners(hub, job, "ada") if m.kind == "stream"]
    assert told[0].content["text"].strip() == "/home/ada/course_progress.json"


def test_the_course_s_extension_is_on_in_a_learner_s_server(hub):
    async def job(ada):
        await ada.enter()
        return await ada.fetch("/user/ada/lab")

    _, page = as_learners(hub, job, "ada")
    assert '"untracked_message_types": ["comm_info_request"' in page
    assert "comm_msg" in page


def test_a_learner_with_a_chinese_name_drags_and_the_picture_follows(hub, page_of):
    slider = first_slider(Valley)
    with page_of("小明") as page:
        page.enter()
        page.open(NOTEBOOK)
        for number in code_up_to_demo(NOTEBOOKS / NOTEBOOK):
            page.run_cell(number)
        seen = follow(page, number, slider, seconds=2)
        assert page.failures() == []
        assert page.foreign == []
    shown = [float(value) for _, value in seen.frames]
    assert len(set(shown)) > 5
    assert same(seen.inputs[-1][1], seen.frames[-1][1])
    assert (hub.folder / "小明" / NOTEBOOK).exists()


def test_a_wrong_password_is_refused_in_the_browser(hub, page_of):
    with page_of("eve") as page:
        page.introduce("wrong-class")
        page.tab.get_by_text("not the password of the class").wait_for()
        page.knock("me myself")
        page.tab.get_by_text("nobody called eve").wait_for()
