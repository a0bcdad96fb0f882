"""Every diagnosis a learner can get, one test each."""

import subprocess
import sys
import time

import numpy as np
import pytest

from course_utils.practice import Exercise, Mistake
from tests.waiting import no_thread_left


def mean_rows(x):
    """Return the mean of each row, as a column."""
    # the mean keeps its axis
    return x.mean(axis=1, keepdims=True)


def make_exercise(reference=mean_rows, cases=None, **options):
    def arrays(rng):
        return [(rng.normal(size=(3, 4)),), (rng.normal(size=(2, 5)),)]

    options.setdefault("hints", ("Think of an axis.", "`axis=1`"))
    cases = arrays if cases is None else cases
    return Exercise(
        "1.2", "row means", stars=1, reference=reference, cases=cases, **options
    )


def make_scalar_exercise(reference, **options):
    return make_exercise(reference, [(2.0,), (5.0,), (-7.0,)], **options)


def details(verdict):
    return dict(verdict.details)


# Correct and not attempted


def test_the_reference_is_correct_and_says_why():
    verdict = make_exercise(explain="Because.").judge(mean_rows)
    assert verdict.outcome == "correct"
    assert verdict.message == "Because."


def test_another_way_to_the_same_result_is_correct():
    verdict = make_exercise().judge(lambda x: np.average(x, axis=1)[:, None])
    assert verdict.outcome == "correct"


def test_a_body_of_dots_is_not_attempted():
    def answer(x): ...

    assert make_exercise().judge(answer).outcome == "not attempted"


def test_a_body_of_pass_or_a_docstring_is_not_attempted():
    def passing(x):
        pass

    def documented(x):
        """Return something."""

    assert make_exercise().judge(passing).outcome == "not attempted"
    assert make_exercise().judge(documented).outcome == "not attempted"


def test_dots_themselves_are_not_attempted():
    assert make_exercise().judge(...).outcome == "not attempted"
    assert make_exercise().judge(lambda x: ...).outcome == "not attempted"


def test_a_line_with_dots_left_in_it_is_not_attempted():
    def answer(x):
        x = x.sum()
        ...

    verdict = make_exercise().judge(answer)
    assert verdict.outcome == "not attempted"
    assert "still a `...`" in verdict.message


def test_raising_not_implemented_is_not_attempted():
    def answer(x):
        raise NotImplementedError

    assert make_exercise().judge(answer).outcome == "not attempted"


# Wrong, and why


def test_none_after_real_code_asks_for_the_return():
    def answer(x):
        x = x.mean(axis=1)

    verdict = make_exercise().judge(answer)
    assert verdict.outcome == "wrong"
    assert "returned None: did you forget `return`?" in verdict.message


@pytest.mark.parametrize("answer", [None, 3.0, "mean_rows", np.ones(3)])
def test_something_else_than_a_function_is_wrong(answer):
    verdict = make_exercise().judge(answer)
    assert verdict.outcome == "wrong"
    assert "the function itself" in verdict.message


def test_a_wrong_type_names_both_types():
    verdict = make_exercise().judge(lambda x: {"mean": x.mean(axis=1)})
    assert "expected a numpy array, got a dict" in verdict.message


def test_a_list_of_the_right_numbers_is_right():
    assert make_exercise().judge(lambda x: mean_rows(x).tolist()).outcome == "correct"


def test_a_function_in_place_of_its_result_misses_brackets():
    verdict = make_exercise().judge(lambda x: x.mean)
    assert "got a function: is a pair of brackets missing" in verdict.message


def test_a_wrong_shape_names_both_shapes_and_that_the_numbers_are_right():
    verdict = make_exercise().judge(lambda x: x.mean(axis=1))
    assert "expected shape (3, 1), got (3,)" in verdict.message
    assert "The numbers are right" in verdict.message


def test_integers_for_floats_are_a_wrong_dtype():
    verdict = make_exercise().judge(lambda x: mean_rows(x).astype(int))
    assert "wrong dtype: expected float numbers (float64), got int64" in verdict.message


def test_a_whole_division_of_numbers_is_noticed():
    verdict = make_scalar_exercise(lambda x: x / 2).judge(lambda x: int(x) // 2)
    assert "do `//`, `int` or `round` cut it off?" in verdict.message


def test_nan_and_infinity_are_named():
    verdict = make_exercise().judge(lambda x: mean_rows(x) * np.nan)
    assert "3 of 3 numbers are NaN" in verdict.message
    verdict = make_exercise().judge(lambda x: mean_rows(x) + np.inf)
    assert "infinite" in verdict.message


def test_a_transposed_result_is_named_for_every_shape():
    squares = [(np.arange(9.0).reshape(3, 3),), (np.arange(4.0).reshape(2, 2),)]
    assert "transposed" in make_exercise().judge(lambda x: mean_rows(x).T).message
    twice = make_exercise(lambda x: x * 2, squares).judge(lambda x: x.T * 2)
    assert "transposed" in twice.message


def test_an_opposite_sign_in_every_case_is_named():
    verdict = make_exercise().judge(lambda x: -mean_rows(x))
    assert "right up to its sign" in verdict.message


def test_an_opposite_sign_in_one_case_is_just_wrong():
    verdict = make_scalar_exercise(lambda x: x).judge(abs)
    assert "sign" not in verdict.message


def test_a_constant_factor_in_every_case_is_named():
    verdict = make_exercise().judge(lambda x: mean_rows(x) / 3)
    assert "1/3 times the expected one" in verdict.message


def test_a_factor_that_changes_between_cases_is_not_called_one():
    verdict = make_exercise().judge(lambda x: x.sum(axis=1, keepdims=True))
    assert "times" not in verdict.message


def test_a_rounded_result_is_close():
    verdict = make_scalar_exercise(lambda x: x / 3).judge(lambda x: round(x / 3, 2))
    assert "close, but not close enough" in verdict.message


def test_a_changed_argument_is_named_though_the_result_is_right():
    def answer(x):
        means = mean_rows(x)
        x -= means
        return means

    verdict = make_exercise().judge(answer)
    assert verdict.outcome == "wrong"
    assert "changed its argument `x`" in verdict.message


def test_a_sorted_list_is_a_changed_argument():
    def answer(numbers):
        numbers.sort()
        return numbers[0]

    verdict = make_exercise(min, [([3, 1],), ([2, 0],)]).judge(answer)
    assert "changed its argument" in verdict.message


def test_an_argument_that_should_change_in_place_must_change():
    def double(x):
        x *= 2
        return x

    exercise = make_exercise(double, lambda rng: [(np.ones(2),), (np.arange(3.0),)])
    assert exercise.judge(double).outcome == "correct"
    assert "in place" in exercise.judge(lambda x: 2 * x).message


def test_a_wrong_value_shows_argument_expected_and_got_of_the_first_failing_case():
    verdict = make_scalar_exercise(lambda x: x + 1).judge(lambda x: max(x + 1, 0))
    assert details(verdict) == {"for": "x = -7.0", "expected": "-6.0", "got": "0"}


def test_a_large_wrong_array_is_shown_short_with_the_first_difference():
    exercise = make_exercise(lambda x: x + 1, lambda rng: [(np.ones((99, 9)),)])

    def answer(x):
        y = x + 1
        y[7, 3] = 5
        return y

    verdict = exercise.judge(answer)
    assert details(verdict)["differs"] == "[7, 3] should be 2.0, but is 5.0"
    assert "1 of 891 numbers differ" in verdict.message
    assert len(repr(verdict)) < 800


def test_numbers_that_look_alike_are_shown_with_more_digits():
    verdict = make_scalar_exercise(lambda x: x, tolerance=1e-9).judge(
        lambda x: x + 1e-8
    )
    assert details(verdict)["expected"] != details(verdict)["got"]


def test_a_case_that_should_raise_is_asked_for():
    def root(x):
        if x < 0:
            raise ValueError("no root")
        return x**0.5

    exercise = make_scalar_exercise(root)
    assert exercise.judge(root).outcome == "correct"
    assert "should raise ValueError" in exercise.judge(lambda x: abs(x) ** 0.5).message


# Stopped


def test_an_error_is_shown_with_its_line_and_its_source():
    def answer(x):
        count = 0
        return x.sum() // (1 // count)

    verdict = make_exercise().judge(answer)
    assert verdict.outcome == "stopped"
    assert "ZeroDivisionError" in verdict.message
    assert details(verdict)["where"].startswith("line 3 of answer: return x.sum()")


def test_an_error_inside_a_library_is_located_in_the_learners_line():
    def answer(x):
        return np.linalg.inv(x)

    verdict = make_exercise().judge(answer)
    assert verdict.message.startswith("LinAlgError")
    assert details(verdict)["where"] == "line 2 of answer: return np.linalg.inv(x)"


def test_a_wrong_number_of_arguments_is_an_error_with_advice():
    verdict = make_exercise().judge(lambda: 3)
    assert verdict.outcome == "stopped"
    assert "as in the stub" in details(verdict)["takes"]


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, RecursionError])
def test_no_error_of_the_learner_ends_the_notebook(error):
    def answer(x):
        raise error("enough")

    assert error.__name__ in make_exercise().judge(answer).message


def test_an_error_that_cannot_be_printed_is_still_reported():
    class Broken(Exception):
        def __str__(self):
            raise RuntimeError

    def answer(x):
        raise Broken

    assert make_exercise().judge(answer).outcome == "stopped"


def test_a_result_that_cannot_be_compared_does_not_raise():
    class Odd:
        def __eq__(self, other):
            raise RuntimeError("no")

        __hash__ = None

    verdict = make_exercise(lambda x: "text").judge(lambda x: Odd())
    assert verdict.outcome == "wrong"
    assert make_exercise(lambda x: Odd()).judge(lambda x: Odd()).outcome == "stopped"


def test_an_endless_loop_is_stopped_and_eats_no_more_time():
    def answer(x):
        while True:
            time.sleep(0.001)

    with no_thread_left():
        verdict = make_exercise(seconds=0.2).judge(answer)
    assert verdict.outcome == "stopped"
    assert "does a loop never end?" in verdict.message


def test_a_loop_that_swallows_every_exception_is_stopped_too():
    def answer(x):
        while True:
            try:
                x = x + 1
            except:  # noqa: E722
                x = 0

    with no_thread_left():
        assert make_exercise(seconds=0.2).judge(answer).outcome == "stopped"


def test_a_loop_that_prints_for_ever_fills_no_page(capsys):
    def answer(x):
        while True:
            print("again", x)

    make_exercise(seconds=0.3).check(answer)
    printed = capsys.readouterr().out
    assert len(printed) < 3000
    assert "more was printed" in printed


def test_an_endless_generator_is_stopped():
    def answer(x):
        while True:
            yield x.mean()

    verdict = make_exercise().judge(answer)
    assert verdict.outcome == "stopped"
    assert "generator was stopped after 10000 items" in verdict.message


def test_endless_recursion_is_an_error():
    def answer(x):
        return answer(x)

    assert "RecursionError" in make_exercise().judge(answer).message


# Generators, printing, warnings, randomness


def test_a_generator_is_compared_item_by_item():
    def halves(x):
        yield x / 2
        yield x / 4

    exercise = make_scalar_exercise(halves)
    assert exercise.judge(halves).outcome == "correct"
    assert exercise.judge(lambda x: [x / 2, x / 4]).outcome == "correct"
    assert exercise.judge(lambda x: iter([x / 2])).outcome == "wrong"


def test_a_generator_in_place_of_a_list_is_a_wrong_type():
    verdict = make_scalar_exercise(lambda x: [x]).judge(lambda x: (y for y in [x]))
    assert "expected a list, got a generator: use `list(...)`" in verdict.message


def test_what_a_function_prints_appears_and_does_no_harm(capsys):
    def answer(x):
        print("shape", x.shape)
        return mean_rows(x)

    assert make_exercise().check(answer).outcome == "correct"
    assert capsys.readouterr().out == "shape (3, 4)\nshape (2, 5)\n"


def test_a_warning_is_mentioned_in_the_verdict_and_not_on_the_page(capsys):
    def answer(x):
        return np.exp(x * 1e6)

    verdict = make_exercise().judge(answer)
    assert details(verdict)["warning"] == "overflow encountered in exp"
    assert capsys.readouterr() == ("", "")


def test_an_answer_with_random_numbers_is_compared_on_the_same_ones():
    def noisy(x):
        return x + np.random.normal(size=x.shape)  # noqa: NPY002

    np.random.seed(3)  # noqa: NPY002
    expected = np.random.random(2)  # noqa: NPY002
    np.random.seed(3)  # noqa: NPY002
    first = np.random.random()  # noqa: NPY002
    verdict = make_exercise(noisy).judge(lambda x: noisy(x))
    assert verdict.outcome == "correct"
    # and the learner's own random numbers go on as if nothing had happened
    assert [first, np.random.random()] == list(expected)  # noqa: NPY002


def test_a_verdict_on_random_numbers_is_the_same_every_time():
    exercise = make_scalar_exercise(lambda x: x)

    def answer(x):
        return x + np.random.random()  # noqa: NPY002

    verdicts = []
    for seed in (1, 2):
        np.random.seed(seed)  # noqa: NPY002
        verdicts.append(repr(exercise.judge(answer)))
    assert verdicts[0] == verdicts[1]


def test_torch_random_numbers_are_the_same_and_the_state_is_kept():
    import torch

    torch.manual_seed(5)
    state = torch.random.get_rng_state()
    exercise = make_exercise(lambda x: torch.rand(3) + x, [(1.0,), (2.0,)])
    assert exercise.judge(lambda x: x + torch.rand(3)).outcome == "correct"
    assert torch.equal(torch.random.get_rng_state(), state)


# Known mistakes


def test_a_known_mistake_gets_its_own_message():
    mistake = Mistake(lambda x: x.mean(axis=0, keepdims=True).T, "You took columns.")
    exercise = make_exercise(mistakes=(mistake,))
    verdict = exercise.judge(lambda x: np.mean(x, 0)[:, None])
    assert (verdict.outcome, verdict.message) == ("wrong", "You took columns.")


def test_a_known_mistake_must_agree_in_every_case():
    mistake = Mistake(lambda x: x if x > 0 else 0.0, "You cut the negative ones.")
    exercise = make_scalar_exercise(lambda x: x, mistakes=(mistake,))
    assert exercise.judge(lambda x: max(x, 0)).message == "You cut the negative ones."
    assert exercise.judge(lambda x: max(x, 1)).message != "You cut the negative ones."


def test_a_mistake_that_is_none_on_these_cases_is_never_named():
    mistake = Mistake(lambda x: mean_rows(x), "This is right.")
    verdict = make_exercise(mistakes=(mistake,)).judge(lambda x: x)
    assert verdict.message != "This is right."


def test_a_mistake_within_the_tolerance_of_the_right_result_is_not_blamed():
    mistake = Mistake(lambda x: x + 0.15, "You added too much.")
    exercise = make_exercise(
        lambda x: x, [(1.0,), (1.1,)], tolerance=0.1, mistakes=(mistake,)
    )
    verdict = exercise.judge(lambda x: x + 0.3)
    assert verdict.outcome == "wrong"
    assert verdict.message != "You added too much."


def test_a_known_mistake_may_be_an_error_or_a_nan():
    mistakes = (
        Mistake(lambda x: x @ x, "You multiplied matrices."),
        Mistake(lambda x: mean_rows(x) / 0, "You divided by zero."),
    )
    exercise = make_exercise(mistakes=mistakes)
    verdict = exercise.judge(lambda x: np.dot(x, x))
    assert (verdict.outcome, verdict.message) == ("stopped", "You multiplied matrices.")
    assert exercise.judge(lambda x: mean_rows(x) / 0).message == "You divided by zero."


# Classes, values, choices


class Scaler:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return self.factor * x


def make_class_exercise():
    return make_exercise(
        Scaler, [(2.0, 3.0), (1.0, 5.0)], call=lambda Scaler, f, x: Scaler(f)(x)
    )


def test_a_class_is_used_through_its_adapter():
    class Answer(Scaler):
        def __call__(self, x):
            return x * self.factor

    assert make_class_exercise().judge(Answer).outcome == "correct"


def test_a_class_of_empty_methods_is_not_attempted():
    class Answer:
        def __init__(self, factor): ...

        def __call__(self, x): ...

    assert make_class_exercise().judge(Answer).outcome == "not attempted"


def test_a_class_with_one_method_left_empty_is_not_attempted():
    class Answer:
        def __init__(self, factor):
            self.factor = factor

        def __call__(self, x): ...

    verdict = make_class_exercise().judge(Answer)
    assert verdict.outcome == "not attempted"
    assert "still a `...`" in verdict.message


def test_a_class_whose_source_is_lost_is_judged_by_its_bytecode():
    space = {}
    source = "class Answer:\n def __init__(self, f): self.f = f\n"
    exec(source + " def __call__(self, x): ...", space)
    verdict = make_class_exercise().judge(space["Answer"])
    assert verdict.outcome == "not attempted"


def test_an_error_in_a_method_is_located():
    class Answer:
        def __init__(self, factor):
            pass

        def __call__(self, x):
            return self.factor * x

    verdict = make_class_exercise().judge(Answer)
    assert details(verdict)["where"] == "line 2 of __call__: return self.factor * x"
    assert details(verdict)["for"] == "f = 2.0, x = 3.0"


def make_value_exercise(reference=12, **options):
    return make_exercise(reference, (), **options)


def test_a_predicted_value_is_right_not_attempted_or_wrong():
    exercise = make_value_exercise(mistakes=(Mistake(11, "One batch is missing."),))
    assert exercise.judge(12).outcome == "correct"
    assert exercise.judge(12.0).outcome == "correct"
    assert exercise.judge(...).outcome == "not attempted"
    assert exercise.judge(11).message == "One batch is missing."


def test_of_two_close_mistakes_the_one_that_fits_exactly_is_named():
    mistakes = Mistake(0.01, "One."), Mistake(0.0099, "Two.")
    exercise = make_value_exercise(0.1, mistakes=mistakes, tolerance=5e-3)
    assert exercise.judge(0.0099).message == "Two."
    assert exercise.judge(0.0101).message == "One."


@pytest.mark.parametrize("answer", [13, None, "12", (1, 2), lambda: 12, 12.001])
def test_a_wrong_prediction_is_never_told_the_right_one(answer):
    verdict = make_value_exercise().judge(answer)
    assert verdict.outcome == "wrong"
    assert "12" not in repr(verdict).replace("12.001", "").replace("'12'", "")


def test_a_whole_number_is_not_told_that_a_decimal_one_is_right():
    assert make_value_exercise(1.5).judge(1).message == "1 is not it."


def test_a_dict_of_predictions_names_the_wrong_one_and_waits_for_all():
    exercise = make_value_exercise({"a": 0.1, "b": 1.0})
    assert exercise.judge({"a": 0.1, "b": ...}).outcome == "not attempted"
    message = exercise.judge({"a": 0.1, "b": 2.0}).message
    assert "in key 'b'" in message
    assert "1.0" not in message


def make_choice_exercise():
    choices = {"model bias": "The training loss is small.", "mismatch": "Same source."}
    return make_exercise("overfitting", (), choices=choices)


def test_a_choice_explains_every_wrong_option():
    exercise = make_choice_exercise()
    assert exercise.judge(" Overfitting ").outcome == "correct"
    assert exercise.judge("Model bias").message == "The training loss is small."
    assert exercise.judge(...).outcome == "not attempted"


@pytest.mark.parametrize("answer", ["bias", None, 3, ["overfitting"]])
def test_something_that_is_no_option_is_told_the_options(answer):
    verdict = make_choice_exercise().judge(answer)
    assert verdict.outcome == "wrong"
    assert "'mismatch', 'model bias', 'overfitting'" in verdict.message


# Hints, solution, and the page


def test_hints_come_one_by_one_and_end_at_the_solution():
    exercise = make_exercise()
    texts = [repr(exercise.hint()) for _ in range(3)]
    assert texts[0] == "Exercise 1.2 (row means): hint 1 of 2. Think of an axis."
    assert texts[1].endswith("hint 2 of 2. `axis=1`")
    assert ".solution()" in texts[2]


def test_the_solution_is_the_source_of_the_reference_without_its_docstring():
    solution = make_exercise().solution()
    assert "return x.mean(axis=1, keepdims=True)" in repr(solution)
    assert "# the mean keeps its axis" in repr(solution)
    assert "as a column" not in repr(solution)
    assert "tests/practice/test_exercise.py" in repr(solution)


def test_the_solution_of_a_value_is_the_value_and_why():
    solution = make_value_exercise(explain="3 times 4.").solution()
    assert (
        repr(solution) == "Exercise 1.2 (row means): one solution\n\n12\n\n3 times 4."
    )


def test_something_built_in_has_a_solution_too():
    assert "sum" in repr(make_exercise(sum, [([1],), ([2],)]).solution())


def test_a_check_never_needs_torch():
    code = (
        "import sys, course_utils.practice as p; "
        "e = p.Exercise('1.1', 'n', stars=1, hints=(), reference=abs, cases=[1, -2]); "
        "assert e.judge(lambda x: max(x, -x)).outcome == 'correct'; "
        "assert not {'torch', 'matplotlib', 'IPython'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


# Advice that fits


@pytest.mark.parametrize(
    ("expected", "says"),
    [
        ([1, 2], "use `list(...)`."),
        ((1, 2), "use `tuple(...)`."),
        (np.array([1, 2]), "use `np.array(list(...))`."),
        (3, "`return` the result instead"),
    ],
)
def test_a_generator_is_told_what_to_become(expected, says):
    def answer(x):
        yield 1
        yield 2

    exercise = make_scalar_exercise(lambda x: expected)
    assert says in exercise.judge(answer).message


def test_a_changed_argument_is_mentioned_beside_a_wrong_result():
    def answer(x):
        x += 1
        return x.mean(axis=1, keepdims=True)

    verdict = make_exercise().judge(answer)
    assert verdict.message != ""
    assert "changed its argument x" in details(verdict)["also"]


def test_a_question_ends_with_one_mark():
    for answer in (lambda x: int(x / 2), lambda x: np.sin):
        message = make_scalar_exercise(lambda x: x / 2).judge(answer).message
        assert message.endswith("?")


def test_a_built_in_class_is_an_answer_and_not_a_stub():
    verdict = make_scalar_exercise(lambda x: x / 2).judge(int)
    assert verdict.outcome == "wrong"


def test_an_array_is_no_choice():
    exercise = Exercise(
        "1.3", "pick", stars=1, reference="a", choices={"b": "no"}, hints=("x", "y")
    )
    assert exercise.judge(np.arange(3)).message.startswith("Choose one of 'a', 'b'")
    assert exercise.judge(np.arange(3)).outcome == "wrong"


def test_none_instead_of_a_function_is_named_once():
    message = make_exercise().judge(None).message
    assert message.endswith("got None.")
