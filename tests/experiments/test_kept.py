"""Kept files are written, read, and made again by their names."""

import types

import numpy as np

from course_utils.experiments import kept


def test_a_file_is_named_for_its_experiment():
    file = kept.file_of("course_utils.experiments.layer_widths")
    assert file.name == "layer_widths.npz"
    assert file.exists()


def test_arrays_and_records_come_back(tmp_path):
    arrays = {"a": np.arange(3), "b": np.float16([[0.5]])}
    kept.write(tmp_path / "x.npz", arrays)
    back = kept.read(tmp_path / "x.npz")
    assert {name: array.tolist() for name, array in back.items()} == {
        "a": [0, 1, 2],
        "b": [[0.5]],
    }
    kept.write(tmp_path / "x.json", [{"budget": "equal", "loss": 0.123456789}])
    assert kept.read(tmp_path / "x.json") == [{"budget": "equal", "loss": 0.12346}]


def test_the_same_arrays_make_the_same_bytes(tmp_path):
    arrays = {"a": np.arange(3.0)}
    for name in ("one.npz", "two.npz"):
        kept.write(tmp_path / name, arrays)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_every_kept_file_belongs_to_an_experiment():
    files = {p.name for p in kept.FOLDER.glob("*.npz")} | {"batch_sizes.json"}
    assert {kept._load(name).FILE.name for name in kept.names()} == files
    assert kept.names().index("pretrained_writer") < kept.names().index(
        "ways_of_tuning"
    )


def test_the_command_makes_the_file_that_is_named(tmp_path, monkeypatch, capsys):
    made = types.SimpleNamespace(
        FILE=tmp_path / "one.npz", make_kept=lambda: {"a": np.ones(2)}
    )
    monkeypatch.setattr(kept, "_modules", lambda: ["one"])
    monkeypatch.setattr(kept, "_load", {"one": made}.__getitem__)
    assert kept.main(["one"]) == 0
    assert kept.read(made.FILE)["a"].tolist() == [1, 1]
    assert "one.npz" in capsys.readouterr().out
    assert kept.main(["two"]) == 2
    assert "no kept file of two, but of: one" in capsys.readouterr().out
