"""The teacher's page: who is here, who is stuck where, and help for one at a time."""

import datetime
import shutil

from jupyterhub import orm
from jupyterhub.handlers.base import BaseHandler
from jupyterhub.scopes import needs_scope
from tornado import web

from course_utils.classroom.passwords import known
from course_utils.classroom.roll import roll
from course_utils.classroom.runtime import say
from course_utils.classroom.watch import large

HERE = datetime.timedelta(minutes=5)


class ClassHandler(BaseHandler):
    """Show the class; stop or restart a server, give a new password."""

    @web.authenticated
    @needs_scope("admin-ui")
    async def get(self):
        """Show the page."""
        await self.show()

    @web.authenticated
    @needs_scope("admin-ui")
    async def post(self):
        """Do what a button asks for, then show the page again."""
        name = self.get_body_argument("name")
        what = self.get_body_argument("do")
        if what not in DEEDS:
            raise web.HTTPError(400, f"There is no button {what!r}.")
        if name not in known(**self.place()):
            raise web.HTTPError(404, f"There is nobody called {name}.")
        await self.show(await DEEDS[what](self, name))

    async def show(self, said=""):
        """Write the page, with a sentence about what was just done."""
        folder = self.authenticator.folder
        learners = [self.described(learner) for learner in roll(folder)]
        notebooks = [n for n, *_ in learners[0]["notebooks"]] if learners else []
        page = await self.render_template(
            "class.html",
            said=say(said),
            learners=learners,
            notebooks=notebooks,
            here=sum(learner["running"] for learner in learners),
            most=self.active_server_limit,
            free=large(shutil.disk_usage(folder).free),
            teacher=self.authenticator.teacher,
            address=f"{self.hub.base_url}class",
        )
        self.finish(page)

    def described(self, learner):
        """Return what the page shows of a learner."""
        user = self.find_user(learner.name)
        spawner = user.spawner if user else None
        running = bool(spawner and spawner.active)
        seen = user and user.last_activity
        now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
        return vars(learner) | {
            "running": running,
            "at_work": bool(running and seen and now - seen < HERE),
            "seen": seen and say(f"seen {ago(now - seen)}"),
            "note": say(learner.note) or (spawner and spawner.ended) or "",
        }

    def place(self):
        """Return where names are looked up."""
        a = self.authenticator
        return {"folder": a.folder, "passwords": a.passwords, "teacher": a.teacher}

    async def stop(self, name):
        """Stop a learner's server."""
        user = self.find_user(name)
        if user is None or not user.spawner.active:
            return f"The server of {name} was not running."
        await self.stop_single_user(user)
        return f"The server of {name} is stopped; all files are kept."

    async def restart(self, name):
        """Stop a learner's server and start it again."""
        await self.stop(name)
        user = self.find_user(name) or self.user_from_username(name)
        await self.spawn_single_user(user)
        return f"The server of {name} starts anew; all files are kept."

    async def new_password(self, name):
        """Give a learner a new password; whoever is logged in under the name is out."""
        if name == self.authenticator.teacher:
            return "Change your own password under Password, above."
        password = self.authenticator.passwords.give(name)
        self.authenticator.patience.forgive(name)
        await self.stop(name)
        user = self.find_user(name)
        if user:
            user.orm_user.cookie_id = orm.new_token()
            for token in user.orm_user.api_tokens:
                self.db.delete(token)
            self.db.commit()
        return f"The new password of {name} is {password}"


DEEDS = {
    "stop": ClassHandler.stop,
    "restart": ClassHandler.restart,
    "password": ClassHandler.new_password,
}


def ago(time):
    """Return a timedelta as people say it."""
    minutes = int(time.total_seconds() // 60)
    for size, unit in ((24 * 60, "days"), (60, "hours"), (1, "minutes")):
        if minutes >= 2 * size:
            return f"{minutes // size} {unit} ago"
    return "just now"
