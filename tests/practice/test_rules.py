"""What an exercise may ask for beyond the right numbers, and what it forgives."""

import numpy as np
import pytest
import torch

from course_utils.practice import Exercise, Mistake


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def naive(z):
    return 1 / (1 + np.exp(-z))


def make_exercise(reference=sigmoid, **options):
    cases = [(np.array([-800.0, 0.0, 2.0]),), (np.array([-40.0, 40.0]),)]
    usual = {"stars": 1, "hints": ("a", "b"), "cases": cases}
    return Exercise("1.1", "rules", reference=reference, **(usual | options))


def test_a_warning_can_be_a_fault():
    assert make_exercise().judge(naive).outcome == "correct"
    verdict = make_exercise(no_warnings="It overflows.").judge(naive)
    assert (verdict.outcome, verdict.message) == ("wrong", "It overflows.")
    lines = dict(verdict.details)
    assert "overflow" in lines["warning"]
    assert "-800" in lines["for"]
    assert make_exercise(no_warnings="It overflows.").judge(sigmoid).outcome == (
        "correct"
    )


def test_a_known_mistake_may_be_nothing_but_a_warning():
    mistakes = (Mistake(naive, "e^800 is too large."),)
    exercise = make_exercise(no_warnings="It overflows.", mistakes=mistakes)
    answer = exercise.judge(lambda z: (1 + np.exp(-z)) ** -1)
    assert answer.message == "e^800 is too large."
    assert exercise.judge(sigmoid).outcome == "correct"


def test_tiny_numbers_count_where_the_comparison_is_relative():
    def clipped(z):
        return sigmoid(np.clip(z, -36, 36))

    assert make_exercise().judge(clipped).outcome == "correct"
    assert make_exercise(relative=True).judge(clipped).outcome == "wrong"
    single = make_exercise(relative=True).judge(lambda z: sigmoid(z.astype("float32")))
    assert single.outcome == "correct"


def test_a_type_can_be_asked_for():
    exercise = make_exercise(asks_for=("a torch tensor", "float32"))
    exercise.reference = lambda z: torch.tensor(sigmoid(z)).float()
    assert exercise.judge(exercise.reference).outcome == "correct"
    assert "expected a torch tensor" in exercise.judge(sigmoid).message
    double = exercise.judge(lambda z: torch.tensor(sigmoid(z)))
    assert "expected float32 numbers, got float64" in double.message


def test_the_example_is_the_first_case():
    exercise = make_exercise(example=np.array([1.0]))
    assert len(exercise.fresh_cases()) == 3
    verdict = exercise.judge(lambda z: z)
    assert dict(verdict.details)["for"] == "z = [1.]"


@pytest.mark.parametrize("answer", [lambda scores: scores, lambda scores: scores.sum()])
def test_arguments_have_the_names_of_the_learner(answer):
    verdict = make_exercise().judge(answer)
    assert dict(verdict.details)["for"].startswith("scores = ")
    verdict = make_exercise(stub="sigmoid(logit)").judge(answer)
    assert dict(verdict.details)["for"].startswith("logit = ")


def test_a_changed_argument_has_the_name_of_the_learner():
    def answer(scores):
        right = sigmoid(scores)
        scores += 1
        return right

    assert "`scores = scores.copy()`" in make_exercise().judge(answer).message


def test_what_rounding_leaves_in_an_argument_is_no_change():
    def answer(scores):
        scores += 0.1
        scores -= 0.1
        return sigmoid(scores)

    assert make_exercise().judge(answer).outcome == "correct"


def steepest(matrix):
    return np.linalg.eigh(matrix)[1][:, 0]


def complaint(vector, matrix):
    vector = np.asarray(vector, float)
    if abs(np.linalg.norm(vector) - 1) > 1e-6:
        return "It has not length 1."
    lowest = np.linalg.eigvalsh(matrix)[0]
    return "" if np.allclose(matrix @ vector, lowest * vector) else "Another direction."


def make_judged():
    cases = [np.diag([1.0, -3.0]), np.array([[0.0, 2.0], [2.0, 0.0]])]
    mistake = Mistake(lambda m: np.linalg.eigh(m)[1][:, -1], "That is the way up.")
    return make_exercise(
        steepest, cases=cases, judged_by=complaint, mistakes=(mistake,)
    )


def test_an_answer_may_be_judged_by_its_own_virtues():
    judge = make_judged().judge
    assert judge(steepest).outcome == "correct"
    assert judge(lambda m: -steepest(m)).outcome == "correct"
    assert judge(lambda m: list(steepest(m))).outcome == "correct"
    verdict = judge(lambda m: 2 * steepest(m))
    assert (verdict.outcome, verdict.message) == ("wrong", "It has not length 1.")
    assert "expected" not in dict(verdict.details)


def test_a_judged_answer_may_be_a_known_mistake_or_nothing_at_all():
    judge = make_judged().judge
    up = judge(lambda m: np.linalg.eigh(m)[1].T[1].tolist())
    assert up.message == "That is the way up."
    assert "forget `return`" in judge(lambda m: print(end="")).message
    assert judge(lambda m: "x").outcome == "wrong"
    assert judge(lambda m: steepest(m)[:1]).outcome == "wrong"
    assert judge(lambda m: 1 / 0).outcome == "stopped"
    changing = judge(lambda m: [steepest(m), m.__imul__(2)][0])
    assert "changed its argument `m`" in changing.message


@pytest.mark.parametrize("answer", ["About 50%", "about  50\u00a0%", "ABOUT 50 %"])
def test_a_choice_may_be_spelled_in_any_way(answer):
    exercise = Exercise(
        "1.2",
        "pick",
        stars=1,
        reference="about 50 %",
        choices={"about 60 %": "no"},
        hints=("a", "b"),
    )
    assert exercise.judge(answer).outcome == "correct"
    assert exercise.judge(answer.replace("5", "6")).message == "no"
    assert exercise.judge({"a": answer}).outcome == "wrong"


def test_accepts_is_the_verdict_in_a_word():
    exercise = make_exercise(no_warnings="It overflows.")
    assert exercise.accepts(sigmoid)
    assert not exercise.accepts(naive)
    assert not exercise.accepts(lambda z: 1 / 0)

    def endless(z):
        while True:
            pass

    assert not exercise.accepts(endless, seconds=0.2)
