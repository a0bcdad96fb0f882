"""Say the texts of a figure in the reader's language, as often as they change."""

from matplotlib.category import StrCategoryFormatter
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, Formatter, FuncFormatter

from course_utils.translation.fonts import families, settings
from course_utils.translation.speaker import SILENCE

__all__ = ["Captions", "settings"]
WORDED = FixedFormatter, FuncFormatter, StrCategoryFormatter


class Captions:
    """The texts of a figure, said by `say`; `follow()` after its artists have moved.

    `moving` are the artists whose texts change from picture to picture.
    """

    def __init__(self, figure, moving, say):
        self._figure, self._say, self._said = figure, say, {}
        self._moving = []
        if say is SILENCE:
            return
        self._all()
        self._moving = [text for artist in moving for text in artist.findobj(Text)]

    def follow(self, *, everywhere=False):
        """Say the texts that the artists have got since; of all of them if asked."""
        if everywhere and self._say is not SILENCE:
            self._all()
        for text in self._moving:
            self._say_one(text)

    def _all(self):
        for ax in self._figure.axes:
            for axis in (ax.xaxis, ax.yaxis):
                _speak(axis, self._say)
        for text in self._figure.findobj(Text):
            self._say_one(text)

    def _say_one(self, text):
        """Say a text, unless it shows what was said already."""
        shown = text.get_text()
        if self._said.get(text) != shown:
            said = self._said[text] = self._say(shown)
            text.set_text(said)


def _speak(axis, say):
    """Let an axis say the words at its ticks, now and whenever it draws new ones."""
    axis.set_tick_params(which="both", labelfontfamily=families())
    formatter = axis.get_major_formatter()
    if isinstance(formatter, WORDED):
        axis.set_major_formatter(_Said(formatter, say))


class _Said(Formatter):
    """Another formatter, whose labels are said."""

    def __init__(self, formatter, say):
        self._formatter, self._say = formatter, say

    def __call__(self, x, pos=None):
        return self._say(self._formatter(x, pos))

    def format_ticks(self, values):
        return [self._say(label) for label in self._formatter.format_ticks(values)]

    def set_locs(self, locs):
        self._formatter.set_locs(locs)

    def get_offset(self):
        return self._formatter.get_offset()
