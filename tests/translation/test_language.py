import pytest

from course_utils.practice.progress import progress_file
from course_utils.translation.language import VARIABLE, language, use


@pytest.fixture
def surroundings(monkeypatch, tmp_path):
    for name in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def test_without_a_wish_it_is_the_language_of_the_system(surroundings):
    assert language() == "en"
    surroundings.setenv("LANG", "zh_CN.UTF-8")
    assert language() == "zh_CN"
    surroundings.setenv("LANG", "de_DE.UTF-8")
    assert language() == "en"


def test_the_variable_counts_more_and_the_folder_of_a_notebook_most(
    surroundings, tmp_path
):
    surroundings.setenv("LANG", "zh_CN.UTF-8")
    surroundings.setenv(VARIABLE, "en")
    assert language() == "en"
    (tmp_path / "zh_CN" / "teaching").mkdir(parents=True)
    surroundings.chdir(tmp_path / "zh_CN" / "teaching")
    assert language() == "zh_CN"


def test_a_choice_counts_most_until_it_is_undone(surroundings):
    use("zh")
    assert language() == "zh_CN"
    use(None)
    assert language() == "en"
    with pytest.raises(ValueError, match="does not speak 'fr', but: en, zh_CN"):
        use("fr")


def test_progress_is_shared_by_the_notebooks_of_all_languages(
    surroundings, tmp_path, monkeypatch
):
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    (tmp_path / "zh_CN").mkdir()
    english = progress_file().resolve()
    surroundings.chdir(tmp_path / "zh_CN")
    assert progress_file().resolve() == english == tmp_path / "course_progress.json"
