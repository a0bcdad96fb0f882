"""Where code keeps names, keys, colours and formats: nothing to translate."""

import re


def words(text):
    """Return the words of a text as a set."""
    return frozenset(text.split())


# Calls whose first argument, or any, is the name of something.
NAMING = words("Slider Choice Toggle Points Sketch Seed Idle control namedtuple get")
TECHNICAL_CALLS = words(
    """Grip getattr setattr hasattr startswith endswith removeprefix removesuffix
    replace split rsplit partition rpartition strip lstrip rstrip splitlines encode
    decode set_capstyle set_aspect set_interpolation axis grid tick_params loadtxt
    import_module set_xscale set_yscale plot loglog semilogy semilogx errorbar
    set_linestyle set_color set_facecolor set_marker get_cmap einsum astype dtype
    manual_seed load open read write_text read_text glob rglob compile sub match
    fullmatch search findall finditer environ setdefault pop keep kept add_class
    to device getenv joinpath Path color_sequences view_init default_rng
    register_buffer register_parameter named_parameters autoscale twinx savez
    observe on_msg traits add_argument set_defaults run Popen check_call which
    load_images load_series load_points load_table"""
)
TECHNICAL_WORDS = words(
    """color c colors fc ec facecolor edgecolor facecolors edgecolors linestyle
    linestyles ls marker ha va ma horizontalalignment verticalalignment loc where
    weight fontweight style fontstyle cmap which way x y moves axes transform
    aspect interpolation capstyle joinstyle dash_capstyle solid_capstyle family
    fontfamily origin xscale yscale redraws telling stub mode kind dtype key
    scale arrowprops textcoords xycoords coords reduction nonlinearity encoding
    layout description_width location orientation format fmt device shading
    extend clip_on drawstyle padding_mode rotation_mode side axis indexing newline
    titlelocation titleweight titley position legend_loc asks_for errors model_answer
    number name_of default help"""
)
PLURAL = re.compile(r"\}s\b")
TECHNICAL_NAMES = {"__all__", "redraws", "telling", "__slots__", "stub"}
# What is code wherever it stands.
CODE = re.compile(
    r"""
    \#[0-9a-fA-F]{3,8} | [a-z0-9]+(_[a-z0-9]+)+ | \.\w+
    | \S+\.(py|npz|json|css|js|png|csv|po) | https?:\S+ | [a-z]+:[a-z]+
    | (upper|lower|center)\ (left|right|center) | utf-8 | image/png | text/plain
    | COURSE_\w+ | axes\ fraction | offset\ points
    | (from\ \S+\ )?import\ .*\{.* | as\ \{\w+\}
    | .*(</|="|var\(--|;\w|\d(px|em)\b).*
    """,
    re.VERBOSE | re.DOTALL,
)
