import re

from course_utils.maintain.browser.lab import write_notebook

SLIDER = "import ipywidgets; s = ipywidgets.IntSlider(5, description='pages'); s"


def test_cells_run_and_what_they_show_can_be_read(lab, page):
    page.open(write_notebook(lab.folder, "runs.ipynb", "print(6 * 7)", "1 / 0", "3"))
    page.run_all()
    assert page.cells()[0]["outputs"][0]["text"] == "42\n"
    assert page.failures() == [(1, "ZeroDivisionError: division by zero")]
    page.run_cell(2)
    assert page.cells()[2]["execution_count"] == 3
    assert page.kernel_status() == "idle"


def test_the_page_asks_no_other_host_and_reports_no_error(lab, blank):
    blank.open(write_notebook(lab.folder, "widget.ipynb", SLIDER, "help(len)"))
    blank.run_all()
    blank.show(0).locator(".widget-slider").wait_for()
    assert blank.foreign == []
    assert blank.errors == []


def test_a_request_to_another_host_is_noticed(lab, page):
    page.open(write_notebook(lab.folder, "asks.ipynb", "0"))
    page.tab.evaluate("fetch('http://example.org/x').catch(() => 0)")
    assert page.foreign == ["http://example.org/x"]


def test_no_question_about_news_greets_the_learner(lab, blank):
    blank.open(write_notebook(lab.folder, "news.ipynb", "0"))
    settings = blank.tab.evaluate("""async () => (await fetch(
        '/lab/api/settings/@jupyterlab/apputils-extension:notification'
    )).json()""")
    assert settings["schema"]["properties"]["fetchNews"]["default"] == "false"
    assert not blank.tab.get_by_text(re.compile("Jupyter news")).is_visible()
    told = "JSON.parse(document.getElementById('jupyter-config-data').textContent)"
    assert blank.tab.evaluate(f"{told}.buildCheck") in (False, "false")


def test_a_slider_follows_the_mouse_and_the_arrow_keys(lab, page):
    page.open(write_notebook(lab.folder, "slider.ipynb", SLIDER, "print(s.value)"))
    page.run_all()
    slider = page.slider("pages", within=page.show(0))
    page.drag(slider, [0.2, 0.4, 0.8])
    assert page.value(slider) == 80
    slider.locator(".noUi-handle").press("ArrowRight")
    assert page.value(slider) == 81
    page.run_cell(1)
    assert page.cells()[1]["outputs"][0]["text"] == "81\n"
