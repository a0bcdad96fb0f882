"""What the checks of a topic still let pass: `python -m tests.exercises.attack TOPIC`.

Without a topic, all of them. Prints, for each exercise, the mutants that are accepted
and not explained, the types that are refused, and the faults of example and solution.
With `--answers` also the accepted mutants of the right answers in the corpus: some are
right, the others show a case that is missing.
"""

import sys

from tests.exercises.answers import (
    Answers,
    all_topics,
    answers_of,
    attacked_topics,
    exercises_of,
)
from tests.exercises.dresses import DRESSES, in_another_type
from tests.exercises.mutants import accepted, accepted_of_answer
from tests.exercises.pages import faults_of_example, faults_of_solution, page_of


def report_on(topic, *, answers_too=False):
    """Yield the lines of the report on one topic."""
    written = answers_of(topic) if topic in attacked_topics() else {}
    for name, exercise in exercises_of(topic).items():
        if exercise.choices:
            continue
        answers = written.get(name) or Answers(exercise)
        names, passed = accepted(exercise)
        open_ones = [mutant for mutant in passed if mutant not in answers.equivalents]
        yield (
            f"{topic}.{name} ({exercise.number}): {len(names)} mutants, {len(passed)} "
            f"accepted, {len(open_ones)} of them unexplained"
        )
        yield from (f"    mutant    {mutant}" for mutant in open_ones)
        page = page_of(topic, name, exercise)
        if callable(exercise.reference) and not answers.no_example:
            yield from (f"    example   {f}" for f in faults_of_example(exercise, page))
        yield from (f"    solution  {f}" for f in faults_of_solution(exercise, page))
        yield from (f"    type      {f}" for f in types_refused(exercise))
        if answers_too and callable(exercise.reference):
            for one in answers.rights():
                for mutant in accepted_of_answer(exercise, one.answer):
                    yield f"    answer    {one.name}, {mutant}"


def types_refused(exercise):
    """Yield what the check says of right numbers in other types, where it refuses."""
    if isinstance(exercise.reference, type) or exercise.asks_for:
        return
    for dress in DRESSES:
        verdict = exercise.judge(in_another_type(exercise.reference, dress))
        if verdict.outcome != "correct":
            yield f"{dress.__name__}: {verdict.message}"


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--answers"]
    for topic in words or all_topics():
        for line in report_on(topic, answers_too="--answers" in sys.argv):
            print(line, flush=True)
