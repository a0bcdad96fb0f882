"""What is shown: plain text for stored notebooks, HTML for the reader."""

from html.parser import HTMLParser

import pytest

from course_utils.practice.verdict import OUTCOMES, Card, Solution, Verdict


class Balance(HTMLParser):
    """Follows which tags are open."""

    def __init__(self):
        super().__init__()
        self.open, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(shown):
    page = Balance()
    page.feed(shown._repr_html_())
    assert page.open == []
    return page.text


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_html_says_in_words_what_the_icon_and_the_colour_say(outcome):
    verdict = Verdict("Exercise 5.1 (slope)", outcome, "A message.")
    words = {"wrong": "not right yet", "stopped": "stopped with an error"}
    assert words.get(outcome, outcome) in read(verdict)
    assert words.get(outcome, outcome) in repr(verdict)


def test_the_four_icons_and_colours_differ():
    verdicts = [Verdict("Exercise 5.1", outcome) for outcome in OUTCOMES]
    assert len({verdict.icon for verdict in verdicts}) == 4
    assert len({verdict.color for verdict in verdicts}) == 4


def test_the_plain_text_is_lines_without_markup():
    lines = (("for", "x = 1"), ("expected", "[1,\n 2]"))
    text = repr(Verdict("Exercise 5.1 (slope)", "wrong", "No.", lines, "A note."))
    assert text.splitlines() == [
        "Exercise 5.1 (slope): not right yet. No.",
        "  for       x = 1",
        "  expected  [1,",
        "             2]",
        "  (A note.)",
    ]


def test_a_message_of_several_lines_is_indented():
    text = repr(Verdict("Exercise 5.1", "wrong", "One.\nTwo."))
    assert text.endswith("not right yet. One.\n  Two.")


def test_what_a_learner_wrote_is_not_taken_for_html():
    verdict = Verdict("E", "wrong", "<b>`<i>`", (("got", "<script>&"),), "<u>")
    page = verdict._repr_html_()
    assert "<script>" not in page
    assert "<b>" not in page
    assert "<code>&lt;i&gt;</code>" in page
    assert "<script>&" in read(verdict)


def test_a_solution_keeps_every_character_of_the_source():
    source = 'def f(x):\n    # half\n    return x / 2 if x < 3 else "<b>"'
    solution = Solution("One solution", source, "Because.")
    assert source in read(solution)
    assert "--jp-mirror-editor-keyword-color" in solution._repr_html_()
    assert repr(solution) == f"One solution\n\n{source}\n\nBecause."


def test_a_card_without_details_is_one_line():
    assert repr(Card("Title", "Text.")) == "Title. Text."
    assert "<table" not in Card("Title", "Text.")._repr_html_()
