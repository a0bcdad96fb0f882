"""The doctor finds each trouble, says what to do, and is calm when all is well."""

import errno
import json
import subprocess
import sys
from importlib import metadata

import pytest

from course_utils import __main__ as course
from course_utils import doctor
from course_utils.doctor import Finding


@pytest.fixture(autouse=True)
def healthy(tmp_path, monkeypatch):
    """Let the surroundings be those of a computer that is ready."""
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("COURSE_DEVICE", raising=False)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "jupyter"))
    write_setting(tmp_path, True)
    monkeypatch.setattr(doctor, "free_memory", lambda: 8.0)
    monkeypatch.setattr(doctor, "free_disk", lambda: 20.0)
    return tmp_path


def write_setting(folder, value):
    file = folder / "jupyter" / "jupyter_server_config.d" / "course_utils.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    extensions = {"course_utils.live.server": value}
    file.write_text(json.dumps({"ServerApp": {"jpserver_extensions": extensions}}))
    return file


def test_a_computer_that_is_ready_has_no_problem(capsys):
    assert [f for f in doctor.check() if f.advice] == []
    assert doctor.main() == 0
    assert capsys.readouterr().out.endswith("This computer is ready for the course.\n")


def test_the_report_names_versions_device_and_data_folder(capsys, healthy):
    doctor.report()
    printed = capsys.readouterr().out
    flat = " ".join(printed.split())
    assert f"numpy {metadata.version('numpy')}" in flat
    for package in ("matplotlib", "torch", "jupyterlab", "ipywidgets", "anywidget"):
        assert f"{package} {metadata.version(package)}" in flat
    assert "Device in use: cpu" in flat
    assert "Optional data sets: none, none is needed" in flat
    assert max(map(len, printed.splitlines())) <= 88


def test_a_problem_that_stops_the_course_gives_exit_status_1(monkeypatch, capsys):
    monkeypatch.setenv("COURSE_DEVICE", "gpu")
    assert doctor.main() == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert "STOP COURSE_DEVICE must be one of cpu, cuda, auto" in printed
    assert printed.endswith("do what the lines marked STOP say.")


def test_a_problem_that_stops_nothing_leaves_the_summary_as_it_is():
    findings = [Finding("Python 3.12"), Finding("Little memory", "close something")]
    assert doctor.summary(findings) == "This computer is ready for the course."


def test_a_missing_graphics_card_says_what_to_do(monkeypatch):
    import torch

    monkeypatch.setenv("COURSE_DEVICE", "cuda")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    finding = doctor._device()
    assert finding.stops
    assert "set COURSE_DEVICE=cpu" in finding.advice


def test_an_old_python_stops_the_course(monkeypatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10, 4))
    assert doctor._python() == Finding(
        doctor._python().text, "install Python 3.11 or newer", stops=True
    )


@pytest.mark.parametrize(
    ("version", "text"),
    [(None, "torch is missing"), ("1.0", "torch is 1.0, the course needs >=")],
)
def test_a_missing_or_old_package_stops_the_course(monkeypatch, version, text):
    real = doctor._version
    monkeypatch.setattr(
        doctor, "_version", lambda name: version if name == "torch" else real(name)
    )
    fitting, problem = doctor._packages()
    assert problem.text.startswith(text)
    assert problem.stops
    assert "pip install" in problem.advice
    assert "torch " not in fitting.text.replace("torchvision", "")


def test_packages_of_the_extras_are_not_asked_for(monkeypatch):
    lines = ["numpy", 'absent-package; extra == "test"']
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: lines)
    (finding,) = doctor._packages()
    assert finding == Finding(f"numpy {metadata.version('numpy')}")


def test_extras_are_told_and_how_to_get_the_missing_ones(monkeypatch):
    lines = [
        'absent-package; extra == "site"',
        'numpy; extra == "slides"',
        'course-utils[site]; extra == "test"',
        'course-utils[slides]; extra == "bench"',
    ]
    monkeypatch.setattr(doctor, "EXTRAS", dict.fromkeys(("slides", "bench"), "x"))
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: lines)
    assert doctor._extras() == Finding("Extras: slides, bench")
    names = ("slides", "site", "test", "bench")
    monkeypatch.setattr(doctor, "EXTRAS", {name: f"for {name}" for name in names})
    finding = doctor._extras()
    assert "slides, bench; not here: site (for site), test (for test)" in finding.text
    assert "`make site`" in finding.text
    assert not finding.stops
    assert not finding.advice


def test_a_command_without_its_packages_says_how_to_get_them(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "latex2mathml.converter", None)
    for name in [m for m in sys.modules if m.startswith("course_utils.maintain.site")]:
        monkeypatch.delitem(sys.modules, name)
    assert course.main(["site", "--help-me-not"]) == 2
    said = capsys.readouterr().out
    assert "`site` needs latex2mathml.converter" in said
    assert "`make site`" in said


def test_a_package_that_was_copied_but_not_installed_is_noticed(monkeypatch):
    def absent(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(doctor.metadata, "requires", absent)
    (finding,) = doctor._packages()
    assert finding.stops


def test_a_torchvision_that_does_not_start_says_why(monkeypatch):
    monkeypatch.setitem(sys.modules, "course_utils.data.torchvision_compat", None)
    finding = doctor._torchvision()
    assert finding.stops
    assert "belong together" in finding.advice


@pytest.mark.parametrize("content", [None, "{", "[]", '{"ServerApp": {}}', "off"])
def test_a_server_extension_that_is_off_only_slows_the_sliders(
    healthy, monkeypatch, content
):
    from jupyter_core import paths

    monkeypatch.setattr(
        paths, "jupyter_config_path", lambda: [str(healthy / "jupyter")]
    )
    assert doctor._server_extension().advice == ""
    file = write_setting(healthy, False)
    if content is None:
        file.unlink()
    elif content != "off":
        file.write_text(content)
    finding = doctor._server_extension()
    assert "start JupyterLab again" in finding.advice
    assert not finding.stops


def test_a_read_only_data_folder_is_said_and_stops_nothing(monkeypatch):
    from course_utils.data import cache

    def refuse(**options):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(cache.tempfile, "TemporaryFile", refuse)
    finding = doctor._folder()
    assert "set COURSE_DATA to a folder of your own" in finding.advice
    assert not finding.stops


def test_optional_sets_that_are_there_are_listed(healthy):
    folder = healthy / "data" / "mnist"
    folder.mkdir(parents=True)
    assert "none" in doctor._optional_sets().text
    (folder / "train-images-idx3-ubyte.gz").touch()
    assert doctor._optional_sets().text == "Optional data sets: mnist"


def test_little_memory_and_little_disk_are_said(monkeypatch):
    monkeypatch.setattr(doctor, "free_memory", lambda: 0.3)
    monkeypatch.setattr(doctor, "free_disk", lambda: 0.1)
    finding = doctor._space()
    assert finding.text == "Free: 0.3 GB of memory and 0.1 GB of disk"
    assert "close other programs" in finding.advice
    assert "disk space" in finding.advice
    assert not finding.stops


def test_unknown_memory_is_left_out(monkeypatch):
    monkeypatch.setattr(doctor, "free_memory", lambda: None)
    assert doctor._space() == Finding("Free: 20.0 GB of disk")


def test_free_memory_and_disk_are_measured(monkeypatch, tmp_path):
    monkeypatch.undo()
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "not" / "there"))
    with_psutil = doctor.free_memory()
    monkeypatch.setitem(sys.modules, "psutil", None)
    without = doctor.free_memory()
    if sys.platform == "linux":
        assert without == pytest.approx(with_psutil, rel=0.5)
    assert doctor.free_disk() > 0


def test_importing_the_doctor_loads_nothing_heavy():
    line = "import sys; from course_utils import doctor; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_the_command_runs_from_a_terminal():
    done = subprocess.run(
        [sys.executable, "-m", "course_utils", "doctor"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ready for the course" in done.stdout
    assert done.stderr == ""
