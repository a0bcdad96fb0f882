"""Who gets into a running class, under which name, and what the teacher can do."""

import asyncio
import json
from types import SimpleNamespace

import aiohttp
import pytest

from course_utils.classroom.names import plain
from course_utils.practice.progress import FILE_NAME
from tests.classroom.conftest import TEACHER, as_learners, class_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def knock(mate):
    """Return "" if the mate is let in, else what the page says."""
    try:
        await mate.knock()
    except PermissionError as refused:
        return str(refused)
    return ""


async def enter_as_teacher(mate):
    mate.own = TEACHER
    await mate.knock()
    status, page = await mate.fetch("/hub/class")
    assert status == 200
    return page


def test_the_first_login_sets_the_password_and_no_other_opens(hub):
    async def job(first, again, other):
        said = [await knock(first), await knock(again)]
        other.own = "not me at all"
        return [*said, await knock(other)]

    said = as_learners(hub, job, "dora", "dora", "dora")
    assert said == ["", "", "That is not the password of this name."]
    assert "me myself" not in (hub.state / "passwords.json").read_text()


@pytest.mark.parametrize(
    "typed", ["DORA", "dоra", "Ｄora", " d0ra"]
)  # Cyrillic о; zero
def test_a_name_that_looks_like_another_is_that_other_s(hub, typed):
    async def stranger(mate):
        return await knock(mate)

    async def herself(mate):
        await mate.knock()
        return await mate.fetch("/hub/home")

    as_learners(hub, stranger, "dora")
    said = as_learners(hub, stranger, typed, own="somebody else")
    assert said == "That is not the password of this name."
    _, page = as_learners(hub, herself, typed, own="dora, me myself")
    assert '<span class="me-1">dora</span>' in page
    assert (
        not (hub.folder / plain(typed.replace(" ", ""))).exists()
        or plain(typed) == "dora"
    )


@pytest.mark.parametrize(
    ("own", "again", "said"),
    [
        ("short", "short", "8 characters or more"),
        ("long enough", "long enough?", "two passwords differ"),
        ("first-class", "first-class", "everybody knows that one"),
        ("x" * 73, "x" * 73, "too long"),
    ],
)
def test_a_first_password_that_is_none_is_refused(hub, own, again, said):
    async def job(mate):
        await mate.fetch("/hub/login")
        form = {"username": "fay", "class_password": hub.password, "first": "1"}
        return await mate.post("/hub/login", **form, password=own, again=again)

    status, page = as_learners(hub, job, "fay")
    assert status == 403
    assert said in page
    assert 'id="again_input"' in page  # still the form for the first time


def test_nobody_becomes_the_teacher_with_the_password_of_the_class(hub):
    assert "not the password" in as_learners(hub, knock, "Teacher", own="first-class")


def test_ten_wrong_passwords_slow_down_the_eleventh_even_if_it_is_right(hub):
    async def job(owner, thief):
        await owner.knock()
        thief.own = "a wrong one"
        wrong = await asyncio.gather(*(knock(thief) for _ in range(12)))
        return wrong, await knock(owner)

    wrong, right = as_learners(hub, job, "gus", "gus")
    assert wrong.count("That is not the password of this name.") == 10
    assert sum("Too many wrong passwords: wait" in said for said in wrong) == 2
    assert "Too many wrong passwords" in right


def test_a_learner_can_change_the_password(hub):
    async def job(mate, again):
        await mate.knock()
        await mate.fetch("/hub/auth/change-password")
        _, short = await mate.post("/hub/auth/change-password", password="short")
        _, done = await mate.post("/hub/auth/change-password", password="another me")
        old = await knock(again)
        again.own = "another me"
        return short, done, old, await knock(again)

    short, done, old, new = as_learners(hub, job, "hal", "hal")
    assert "8 to 72 characters" in short
    assert "success" in done
    assert old == "That is not the password of this name."
    assert new == ""


def test_the_teacher_sees_who_is_there_and_who_is_stuck_where(hub):
    async def learn(mate):
        await mate.enter()
        noted = {"5.1": {"tries": 1, "solved": "2026-11-26"}, "5.2": {"tries": 7}}
        await mate.save(FILE_NAME, json.dumps({"about": "", "exercises": noted}))

    as_learners(hub, learn, "ivy")
    before = (hub.folder / "ivy" / FILE_NAME).read_bytes()
    page = as_learners(hub, enter_as_teacher, "teacher")
    row = page[page.index('data-name="ivy"') :].partition("</tr>")[0]
    assert "at work" in row
    assert "5.2: 7 tries" in row
    assert "notebook 05: 1 of" in row
    assert (hub.folder / "ivy" / FILE_NAME).read_bytes() == before


def test_the_teacher_stops_and_starts_one_server(hub):
    async def job(teacher, ivy):
        await ivy.enter()
        await enter_as_teacher(teacher)
        _, stopped = await teacher.post("/hub/class", name="ivy", do="stop")
        status, _ = await ivy.fetch("/user/ivy/api/contents")
        _, started = await teacher.post("/hub/class", name="ivy", do="restart")
        await ivy.enter()
        return (
            stopped,
            status,
            started,
            await teacher.post("/hub/class", name="nobody", do="stop"),
        )

    stopped, status, started, nobody = as_learners(hub, job, "teacher", "ivy")
    assert "The server of ivy is stopped" in stopped
    assert status in (404, 424, 503)
    assert "The server of ivy starts anew" in started
    assert nobody[0] == 404


def test_a_new_password_locks_out_who_was_in_and_lets_in_who_has_it(hub):
    async def job(teacher, thief, owner):
        await thief.enter()
        await enter_as_teacher(teacher)
        _, page = await teacher.post("/hub/class", name="ivy", do="password")
        owner.own = page.partition("The new password of ivy is ")[2][:14]
        inside = (await thief.fetch("/user/ivy/api/contents"))[1]
        home = (await thief.fetch("/hub/home"))[1]
        return inside, home, await knock(thief), await knock(owner)

    inside, home, thief, owner = as_learners(hub, job, "teacher", "ivy", "ivy")
    assert "05_gradient_descent" not in inside
    assert "username_input" in home  # the page for the login
    assert thief == "That is not the password of this name."
    assert owner == ""


def test_the_teacher_s_page_is_the_teacher_s_alone(hub):
    async def job(mate):
        await mate.knock()
        seen = await mate.fetch("/hub/class")
        return seen[0], (await mate.post("/hub/class", name="ada", do="stop"))[0]

    assert set(as_learners(hub, job, "ada")) <= {403, 404}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """Another class: without a password, with HTTPS, for one learner at once."""
    place = tmp_path_factory.mktemp("alone")
    with class_in(place, https=True, password="", learners=1) as running:
        yield running


def test_a_class_over_https_shows_the_certificate_that_was_printed(alone):
    async def look(mate):
        return await mate.fetch("/hub/login")

    status, page = as_learners(alone, look, "ada")
    assert alone.url.startswith("https://")
    assert status == 200
    assert "username_input" in page
    other = SimpleNamespace(**vars(alone) | {"certificate": None})
    with pytest.raises(aiohttp.ClientConnectorCertificateError):
        as_learners(other, look, "ada")


def test_alone_on_loopback_a_name_is_enough_but_for_the_teacher(alone):
    async def job(*mates):
        return [await knock(mate) for mate in mates]

    said = as_learners(alone, job, "ada", "teacher", password="x")
    assert said == ["", "That is not the password of this name."]


def test_there_are_no_more_servers_than_the_teacher_said(alone):
    async def job(*mates):
        for mate in mates:
            await mate.enter()

    with pytest.raises(aiohttp.ClientResponseError, match="Too Many"):
        as_learners(alone, job, "early", "late")
    assert list((alone.folder / "early").glob("05_*.ipynb"))
    assert not (alone.folder / "late").exists()
