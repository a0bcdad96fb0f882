"""pip, conda, make, CI and the README agree on what to install and what to run."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from course_utils import doctor
from course_utils.__main__ import EXTRAS
from course_utils.maintain.notebooks.contents import contents
from tests.rules import NOTEBOOKS, Lesson
from tests.test_rooms import CARRIED, NAMES, imports_of

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "opencv-python-headless": "py-opencv",
    "torch": "pytorch",
}
TOLD = ["README.md", "Makefile", "constraints.txt", "environment.yml", "pyproject.toml"]


def requirements():
    extras = PROJECT["optional-dependencies"].values()
    found = [Requirement(t) for ts in (PROJECT["dependencies"], *extras) for t in ts]
    return [each for each in found if each.name != PROJECT["name"]]


def pins():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pairs = [line.split("==") for line in lines if not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def readme():
    return (ROOT / "README.md").read_text(encoding="utf-8")


def readme_commands():
    """List the lines of all shell blocks of the README."""
    blocks = re.findall(r"```(?:sh|shell|bash)\n(.*?)```", readme(), re.DOTALL)
    return [line.partition("#")[0].strip() for b in blocks for line in b.splitlines()]


def test_conda_users_get_the_same_packages_with_the_same_bounds():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    listed = [d for d in environment["dependencies"] if isinstance(d, str)]
    wanted = [python_for_binder(listed), "pip"]
    for line in PROJECT["dependencies"]:
        name = Requirement(line).name
        wanted.append(line.replace(name, CONDA_NAMES.get(name, name), 1))
    assert sorted(listed) == sorted(wanted)
    assert environment["dependencies"][-1] == {"pip": ["-e ."]}


def python_for_binder(listed):
    """Return the entry for Python; repo2docker would overlook a lower bound."""
    (entry,) = [d for d in listed if re.match(r"python\b", d)]
    version = re.fullmatch(r"python=(3\.\d+)", entry)
    assert version, f"repo2docker reads python=3.X, not {entry}"
    assert version[1] in SpecifierSet(PROJECT["requires-python"])
    return entry


def test_every_requirement_is_pinned_within_its_bounds():
    pinned = pins()
    for requirement in requirements():
        version = pinned[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, requirement.name


def test_bounds_are_loose():
    for requirement in requirements():
        operators = {specifier.operator for specifier in requirement.specifier}
        assert operators <= {">=", "!="}, requirement.name


def test_torch_and_torchvision_are_the_pair_that_was_checked():
    assert (pins()["torch"], pins()["torchvision"]) == ("2.13.0", "0.28.0")


@pytest.mark.parametrize("name", TOLD)
def test_no_package_index_is_named(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"index-url|find-links|trusted-host", text)


def test_ci_runs_the_test_command_of_the_readme():
    assert "make test" in readme_commands()
    assert (ROOT / ".ci/run").read_text().splitlines()[-1] == 'exec make test "$@"'
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text())
    for job in workflow["jobs"].values():
        assert job["steps"][-1]["run"].startswith(".ci/run")


def test_each_make_command_of_the_readme_is_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text()
    called = [line.split()[1] for line in readme_commands() if line[:5] == "make "]
    assert {"lab", "test"} <= set(called)
    for target in called:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_each_target_of_the_makefile_brings_the_extra_of_its_name():
    makefile = (ROOT / "Makefile").read_text()
    brought = dict(re.findall(r"^(\w+): \$\(READY\)-(\w+)", makefile, re.MULTILINE))
    assert brought.pop("proxy") == "class"
    assert brought == {name: name for name in PROJECT["optional-dependencies"]}
    assert set(brought) == set(doctor.EXTRAS) >= set(EXTRAS)
    assert re.search(r"^lab: \$\(READY\)$", makefile, re.MULTILINE)


def test_an_install_is_marked_when_it_is_through():
    makefile = (ROOT / "Makefile").read_text()
    for head in (r"\$\(READY\): .*", r"\$\(READY\)-%: .*"):
        lines = re.search(rf"^{head}\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1]
        *_, install, mark = lines.splitlines()
        assert "$(PIP)" in install
        assert mark == "\t@touch $@"
        assert lines.count("touch") == 1


def test_the_tests_have_all_extras():
    extras = PROJECT["optional-dependencies"]
    own = next(r for r in map(Requirement, extras["test"]) if r.name == PROJECT["name"])
    assert own.extras == set(extras) - {"test"}


def test_the_readme_lists_every_notebook_with_its_title_and_question():
    assert contents(NOTEBOOKS) in readme(), "`make notebooks` brings it up to date"


def test_no_link_of_the_readme_is_dead():
    for link in re.findall(r"\]\(([^)#]+)\)", readme()):
        assert "://" in link or (ROOT / link).exists(), link


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_notebook_imports_is_installed_with_the_course(path):
    declared = {Requirement(line).name for line in PROJECT["dependencies"]}
    for _, source in Lesson.read(path).code:
        plain = re.sub(r"^\s*[%!].*$", "pass", source, flags=re.MULTILINE)
        for module in imports_of(re.sub(r"\?+$", "", plain, flags=re.MULTILINE)):
            package = module.partition(".")[0]
            carrier = CARRIED.get(package, NAMES.get(package, package))
            known = carrier in declared or package in sys.stdlib_module_names
            assert known or package == "course_utils", module
