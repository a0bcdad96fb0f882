"""Film the README's picture: a hand in JupyterLab takes hold of a demo and drags."""

import io
import tempfile
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image, ImageColor, ImageDraw, ImageFilter

from course_utils.draw import style
from course_utils.maintain.browser.lab import jupyterlab, write_notebook

FILE = Path(__file__).parents[3] / ".github" / "demo.gif"
DEMO = "from course_utils.demos.gradient_descent import Valley\nValley(w1=-4, w2=2)"
CORNERS = (0, 0), (190, -60), (240, 20), (60, 40)  # CSS pixels from where the ring is
STEPS = 3  # pictures between two corners
MILLISECONDS, LAST = 220, 1500
WIDTH = 520  # pixels of the film
COLOURS, LARGEST = (48, 32, 24, 16), 150_000  # the first that is small enough
PURE = style.BLUE, style.ORANGE, style.SKY  # thin lines have them, and would lose them
TURN = "([box, turn]) => Number(box.dataset.turn || 0) > turn && \
box.querySelector('canvas[role=img]').dataset.turn === box.dataset.turn"


def film(file=FILE):
    """Write the film as a GIF that plays once; ValueError if it is too large."""
    with tempfile.TemporaryDirectory() as folder, jupyterlab(folder) as lab:
        name = write_notebook(lab.folder, "film.ipynb", DEMO)
        with lab.page(width=1240, height=800) as page:
            page.open(name)
            page.run_all()
            pictures = list(shots(page))
    sizes = []
    for colours in COLOURS:
        content = as_gif(pictures, colours)
        sizes.append(len(content))
        if len(content) <= LARGEST:
            break
    else:
        raise ValueError(f"The film has {min(sizes)} bytes, {LARGEST} at most.")
    file.write_bytes(content)
    print(f"{file.name}: {len(pictures)} pictures, {len(content) / 1000:.0f} kB")


def shots(page):
    """Yield pictures of the demo while its first grip is dragged, with the hand."""
    demo = page.show(0).locator(".course-demo")
    box = demo.locator(".course-stage")
    ring = demo.locator(".course-ring").first
    ring.wait_for()
    page.tab.wait_for_timeout(1000)
    seen = ring.bounding_box()
    start = np.array([seen["x"] + seen["width"] / 2, seen["y"] + seen["height"] / 2])
    page.tab.mouse.move(*start)
    page.tab.mouse.down()
    for place in start + path(CORNERS, STEPS):
        turn = int(box.get_attribute("data-turn") or 0)
        page.tab.mouse.move(*place)
        if (place != start).any():
            page.tab.wait_for_function(TURN, arg=[box.element_handle(), turn])
            page.tab.wait_for_timeout(80)
        around = demo.bounding_box()
        shot = page.tab.screenshot(clip=around)
        picture = Image.open(io.BytesIO(shot)).convert("RGB")
        picture = with_hand(picture, place - (around["x"], around["y"]))
        size = WIDTH, round(picture.height * WIDTH / picture.width)
        yield picture.resize(size, Image.Resampling.LANCZOS)
    page.tab.mouse.up()


def path(corners, steps):
    """Return places (n, 2) on the way along corners, slower near each of them."""
    share = (1 - np.cos(np.linspace(0, np.pi, steps, endpoint=False))) / 2
    ways = [a + share[:, None] * np.subtract(b, a) for a, b in pairwise(corners)]
    return np.concatenate([*ways, [corners[-1]]])


def with_hand(picture, place):
    """Return a picture with a hand whose finger points to a place in it."""
    scale = 4
    mask = Image.new("L", (44 * scale, 52 * scale))
    draw = ImageDraw.Draw(mask)
    for left, top, right, bottom in HAND:
        corners = [v * scale for v in (left, top, right, bottom)]
        draw.rounded_rectangle(corners, radius=4.4 * scale, fill=255)
    inside = mask.resize((44, 52), Image.Resampling.LANCZOS)
    edge = mask.filter(ImageFilter.MaxFilter(2 * scale * 2 - 1))
    edge = edge.resize((44, 52), Image.Resampling.LANCZOS)
    result = picture.copy()
    at = tuple(np.round(place).astype(int) - (TIP[0], TIP[1]))
    result.paste("#222222", at, edge)
    result.paste("white", at, inside)
    return result


TIP = 13, 5  # where the finger of the hand points to, in its own pixels
HAND = (  # finger, three knuckles, palm, thumb: left, top, right, bottom
    (9, 4, 17, 34),
    (16, 18, 24, 34),
    (23, 20, 31, 34),
    (30, 22, 37, 36),
    (10, 26, 37, 46),
    (3, 24, 12, 38),
)


def as_gif(pictures, colours=COLOURS[0]):
    """Return pictures as a film of few colours that plays once and stays at its end."""
    samples = [np.asarray(picture) for picture in pictures[:: len(pictures) // 4]]
    pure = [np.full((40, samples[0].shape[1], 3), ImageColor.getrgb(c)) for c in PURE]
    wide = np.concatenate([*samples, *pure]).astype(np.uint8)
    palette = Image.fromarray(wide).quantize(colours, dither=Image.Dither.NONE)
    first, *rest = [
        picture.quantize(palette=palette, dither=Image.Dither.NONE)
        for picture in pictures
    ]
    times = [MILLISECONDS] * len(rest) + [LAST]
    stream = io.BytesIO()
    first.save(
        stream, "GIF", save_all=True, append_images=rest, duration=times, optimize=False
    )
    return stream.getvalue()
