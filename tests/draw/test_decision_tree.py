"""A guide is drawn with each question above its answers, yes to the left."""

from matplotlib.figure import Figure

from course_utils.draw.decision_tree import plot_decision_tree

TREE = ("large?", ("better?", "stuck", "small"), "fine")


def places(tree):
    ax = Figure().subplots()
    assert plot_decision_tree(ax, tree) is ax
    found = {}
    for text in ax.texts:
        found.setdefault(text.get_text(), []).append(text.get_position())
    return ax, found


def test_leaves_stand_side_by_side_from_yes_to_no():
    _, found = places(TREE)
    columns = [found[leaf][0][0] for leaf in ("stuck", "small", "fine")]
    assert columns == [0, 1, 2]
    assert [found[leaf][0][1] for leaf in ("stuck", "small", "fine")] == [-2, -2, -1]


def test_a_question_stands_over_the_middle_of_its_answers():
    _, found = places(TREE)
    assert found["better?"][0] == (0.5, -1)
    assert found["large?"][0] == ((0.5 + 2) / 2, 0)


def test_each_question_has_a_yes_on_the_left_and_a_no_on_the_right():
    _, found = places(TREE)
    assert len(found["yes"]) == len(found["no"]) == 2
    pairs = zip(sorted(found["yes"]), sorted(found["no"]), strict=True)
    assert all(yes[0] < no[0] for yes, no in pairs)


def test_everything_is_inside_the_picture():
    ax, found = places(TREE)
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    for spots in found.values():
        assert all(left < x < right and low < y < high for x, y in spots)
