"""What only looks like a text: single words in the sources that no reader sees.

In demos and exercises most single words are shown, so those that are not are listed. In
the other rooms most are code, so those that are shown are.
"""

from course_utils.maintain.translation.code_words import words

NOT_SAID = {
    "demos": words(
        """white black PuOr ignore bold center os china gray cividis lenet rival
        round,pad=0.02 {name}_errors rbf"""
    ),
    "words": frozenset(["(Tensor dets, Tensor scores, float threshold) "
                        "-> Tensor", "python -m course_utils keep",
                        "weights {n}", "bias {n}", "{_how(augmented)} shifted"]),
    "gallery": frozenset(["Gallery of all demos", ", open: {self.demo!r}",
                          "Gallery of all demos, open: {self.demo!r}"]),
}  # fmt: skip
SAID = {
    "live": words("reset no on off"),
    "practice": words("""dtype transposed close value shape infinite number type length
    keys expected got None where takes warning for solved tried open correct wrong
    error tensor array notebook differs also"""),
    "doctor": words("ok STOP note"),
    "gallery": words("""Tools Regression Classification Backpropagation Outlook drag
    points draw play"""),
    "class": words("""Stop Restart Start days hours minutes certificate password"""),
    "site": words("Glossary"),
    "words": words(
        """owl bee bat crow frog crab seal fox hen cat goat mole trousers T-shirt
        pullover dress coat sandal shirt sneaker bag airplane automobile bird
        deer dog horse ship truck digits train water normal Mon Tue Wed Thu
        Fri Sat Sun own shared diagonal cross-entropy healthy overfitting head
        adapter full ReLU He sigmoid Xavier minimum maximum undecided MSE
        examples epochs conv pool layer output parameters multiply-adds total
        moons shuffled circles XOR spirals training validation test none
        serial yes no wine diabetes sharpen blur outline Adam Adagrad RMSProp
        float16 float32 bfloat16 iris flower china"""
    ),
}
# What is said and stands in no code of ours as a text: the features of the diabetes
# data, names that are keys, and those of kept drawings.
BESIDE = {
    "words": ("age", "sex", "bmi", "bp", "LeNet + copies"),
    "demos/lenet": ("a cross", "a spiral", "the letter A", "a face", "scribble"),
}
# Files whose texts are data to learn from, or are read by those who look after the
# course: settings, logs, errors. They stay English.
NOT_READ = words(
    """gallery/fingerprint.py gallery/pictures.py gallery/paint.py
    data/text.py data/torchvision_compat.py data/cache.py data/archives.py
    data/downloads.py experiments/kept.py live/server.py
    classroom/jupyterhub_config.py classroom/sandbox.py classroom/settings.py
    classroom/sizes.py classroom/proxy.py classroom/runtime.py classroom/serve.py
    classroom/certificate.py classroom/learner_server.py classroom/kernel.py
    classroom/names.py classroom/limits.py classroom/demos.py"""
)


def is_said(domain, message):
    """Tell whether a reader sees a text found in Python code for this catalog."""
    room = domain.split("/")[0]
    if message in NOT_SAID.get(room, ()):
        return False
    single = not any(sign.isspace() for sign in message.strip())
    return not (single and room in SAID) or message in SAID[room]
