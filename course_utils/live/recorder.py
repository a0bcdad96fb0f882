"""A matplotlib renderer that writes down what to draw instead of drawing it.

A frame is one binary message that `replay.js` paints on a canvas:

    uint32   length of the header in bytes
    JSON     {"styles": [...], "ops": [...], "counts": [coordinates, codes]}
    int16    coordinates in sixteenths of a pixel, y pointing down
    uint8    path codes: 1 move, 2 line, 3 quadratic, 4 cubic, 79 close
    uint8    RGBA pixels of the images

An operation on text ends with a 1: a ghost of the frame leaves it out.
"""

import json

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from course_utils.live.outlines import outline_of

SUBPIXELS = 16
PATH, MARKERS, IMAGE = 0, 1, 2
_DOWN = np.array([1.0, -1.0])  # y points up in matplotlib, down on a canvas
CAPS = {"butt": "butt", "round": "round", "projecting": "square"}


class NotReplayableError(NotImplementedError):
    """An artist uses something that the canvas cannot replay."""


class Recorder(RendererBase):
    """Record the drawing of artists as one frame.

    `width` and `height` are in pixels at `dpi` dots per inch. Draw artists with
    `artist.draw(recorder)` between `clear()` and `frame()`.
    """

    def __init__(self, width, height, dpi):
        super().__init__()
        self.width, self.height, self.dpi = width, height, dpi
        self.clear()

    def clear(self):
        """Forget everything recorded so far."""
        self._styles, self._ops = {}, []
        self._xy, self._codes, self._pixels = [], [], []

    def frame(self):
        """Return what was recorded since `clear()` as bytes."""
        return b"".join(self.parts())

    def parts(self):
        """Return a frame in parts: header, coordinates, codes, each image's pixels."""
        xy = _in_subpixels(self._xy)
        codes = np.concatenate(self._codes) if self._codes else np.empty(0, np.uint8)
        header = json.dumps(
            {
                "styles": [json.loads(style) for style in self._styles],
                "ops": self._ops,
                "counts": [xy.size, codes.size],
            },
            separators=(",", ":"),
        ).encode()
        header += b" " * (-len(header) % 4)
        length = np.uint32(len(header)).tobytes()
        return [length + header, xy.tobytes(), codes.tobytes(), *self._pixels]

    # What matplotlib asks of a renderer ------------------------------------------

    def get_canvas_width_height(self):
        return self.width, self.height

    def points_to_pixels(self, points):
        return points * self.dpi / 72

    def option_scale_image(self):
        return True

    def option_image_nocomposite(self):
        return True

    def draw_path(self, gc, path, transform, rgbFace=None, is_text=()):
        vertices, codes = self._clean(gc, path, transform, filled=rgbFace is not None)
        if len(codes):
            self._op(PATH, self._style(gc, rgbFace), len(codes), *is_text)
            self._store(self._to_canvas(vertices), codes)

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        positions = trans.transform(path.vertices)
        self._markers(gc, marker_path, marker_trans, positions, rgbFace)

    def draw_path_collection(
        self,
        gc,
        master_transform,
        paths,
        all_transforms,
        offsets,
        offset_trans,
        facecolors,
        edgecolors,
        linewidths,
        linestyles,
        *_,
        **__,
    ):
        count = max(len(paths), len(all_transforms), len(offsets))
        if not len(paths) or (not len(facecolors) and not len(edgecolors)):
            return
        shifts = offset_trans.transform(offsets) if len(offsets) else np.zeros((1, 2))

        def nth(sequence, i):
            return sequence[i % len(sequence)] if len(sequence) else None

        placed = len(all_transforms) > 1 or len(offsets) > 1
        run = []  # neighbours that differ only in their place are one operation
        for i in range(count):
            look = (
                nth(facecolors, i),
                nth(edgecolors, i),
                nth(linewidths, i),
                nth(linestyles, i),
            )
            shape = None if _opaque_lines(look) and not placed else i % len(paths)
            key = (shape, i % max(len(all_transforms), 1), _look_key(look))
            if run and run[0][0] != key:
                self._flush(gc, run, all_transforms, master_transform)
                run = []
            run.append((key, look, nth(shifts, i), paths[i % len(paths)]))
        self._flush(gc, run, all_transforms, master_transform)

    def draw_image(self, gc, x, y, im, transform=None):
        rows, columns = im.shape[:2]
        if not rows or not columns:
            return
        place = Affine2D() if transform is None else Affine2D(transform.get_matrix())
        if transform is not None:
            place = Affine2D().scale(1 / columns, 1 / rows) + place
        place = place + Affine2D().translate(x, y) + self._flip()
        (a, c, e), (b, d, f) = place.get_matrix()[:2].round(3).tolist()
        style = self._style(gc, None, alpha=gc.get_alpha())
        self._op(IMAGE, style, columns, rows, a, b, c, d, e, f)
        self._pixels.append(np.ascontiguousarray(im, dtype=np.uint8).tobytes())

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        if ismath == "TeX":
            raise NotReplayableError("Text with usetex=True: use mathtext ($...$).")
        outline = outline_of(s, prop, bool(ismath))
        size = self.points_to_pixels(prop.get_size_in_points())
        place = Affine2D().scale(size / text_to_path.FONT_SCALE).rotate_deg(angle)
        gc.set_linewidth(0)
        place.translate(x, self.height - y)
        self.draw_path(gc, outline, place, gc.get_rgb(), is_text=(1,))

    def draw_tex(self, *args, **kwargs):
        raise NotReplayableError("Text with usetex=True: use mathtext ($...$).")

    def draw_gouraud_triangles(self, *args, **kwargs):
        raise NotReplayableError("Gouraud shading: use shading='flat' or an image.")

    # How it is written down ------------------------------------------------------

    def _op(self, kind, style, *numbers):
        self._ops.append([kind, style, *numbers])

    def _store(self, xy, codes):
        self._xy.append(xy.ravel())
        self._codes.append(codes)

    def _flip(self):
        return Affine2D().scale(1, -1).translate(0, self.height)

    def _to_canvas(self, vertices):
        return vertices * _DOWN + (0, self.height)

    def _clean(self, gc, path, transform, *, filled):
        """Return vertices (N, 2) and codes (N,) without NaNs; lines are clipped."""
        margin = self.points_to_pixels(gc.get_linewidth()) + 1
        room = (-margin, -margin, self.width + margin, self.height + margin)
        clean = path.cleaned(
            transform,
            remove_nans=True,
            clip=None if filled else room,
            simplify=path.should_simplify,
            curves=True,
        )
        keep = clean.codes != Path.STOP
        return clean.vertices[keep], clean.codes[keep]

    def _markers(self, gc, marker, transform, positions, face):
        positions = positions[np.isfinite(positions).all(axis=1)]
        near = np.abs(positions).max(axis=1, initial=0) < 2000
        positions = positions[near]
        clean = marker.cleaned(transform, curves=True)
        keep = clean.codes != Path.STOP
        if len(positions) and keep.any():
            self._op(MARKERS, self._style(gc, face), int(keep.sum()), len(positions))
            self._store(clean.vertices[keep] * _DOWN, clean.codes[keep])
            self._store(self._to_canvas(positions), np.empty(0, np.uint8))

    def _flush(self, gc, run, all_transforms, master_transform):
        """Write one run of equal-looking members of a collection."""
        if not run:
            return
        (shape, transform_index, _), look, _, path = run[0]
        face, edge, width, dashes = look
        transform = master_transform
        if len(all_transforms):
            transform = Affine2D(all_transforms[transform_index]) + transform
        own = self.new_gc()
        own.copy_properties(gc)
        visible = edge is not None and (len(edge) < 4 or edge[3] > 0)
        own.set_linewidth(width if visible and width is not None else 0)
        if visible:
            own.set_foreground(tuple(edge), isRGBA=True)
        if dashes is not None:
            own.set_dashes(*dashes)
        if face is not None and len(face) == 4 and face[3] == 0:
            face = None
        if shape is None:
            path, run = Path.make_compound_path(*(p for *_, p in run)), run[:1]
        shifts = np.array([shift for *_, shift, _ in run])
        if len(run) == 1:
            moved = transform + Affine2D().translate(*shifts[0])
            if np.isfinite(shifts).all():
                self.draw_path(own, path, moved, face)
        else:
            self._markers(own, path, transform, shifts, face)

    def _style(self, gc, face, **style):
        """Return the number of the style that `gc` and the face colour describe."""
        if gc.get_hatch() is not None:
            raise NotReplayableError("Hatching: use a colour or an alpha instead.")
        if gc.get_sketch_params() is not None:
            raise NotReplayableError("Sketch (xkcd) style.")
        width = self.points_to_pixels(gc.get_linewidth())
        if width > 0:
            style |= {"stroke": _css(gc.get_rgb(), gc), "width": round(width, 2)}
            style["join"] = gc.get_joinstyle()
            style["cap"] = CAPS[gc.get_capstyle()]
            offset, dashes = gc.get_dashes()
            if dashes is not None:
                style["dash"] = [round(self.points_to_pixels(d), 2) for d in dashes]
                style["dashOffset"] = round(self.points_to_pixels(offset or 0), 2)
        if face is not None:
            style["fill"] = _css(face, gc)
        self._clips(gc, style)
        return self._styles.setdefault(json.dumps(style), len(self._styles))

    def _clips(self, gc, style):
        box = gc.get_clip_rectangle()
        if box is not None:
            y = self.height - box.y1
            corner = [box.x0, y, box.width, box.height]
            style["clip"] = [round(float(v), 1) for v in corner]
        path, transform = gc.get_clip_path()
        if path is not None:
            polygons = path.to_polygons(transform, closed_only=False)
            style["clipPath"] = [
                self._to_canvas(p).round(1).ravel().tolist() for p in polygons
            ]


def _in_subpixels(parts):
    """Return arrays of pixels as one int16 array; what lies far outside is cut."""
    limit = np.iinfo(np.int16)
    pixels = np.concatenate(parts) if parts else np.empty(0)
    return np.rint(pixels * SUBPIXELS).clip(limit.min, limit.max).astype("<i2")


def _css(color, gc):
    """Return a CSS colour; an alpha forced on the artist replaces the colour's own."""
    red, green, blue, *rest = (float(v) for v in color)
    alpha = gc.get_alpha() if gc.get_forced_alpha() else (rest[0] if rest else 1)
    channels = ",".join(str(round(255 * v)) for v in (red, green, blue))
    return f"rgba({channels},{alpha:.3g})"


def _opaque_lines(look):
    """Say whether paths of this look, drawn as one, look as they do one by one."""
    face, edge, *_ = look
    empty = face is None or (len(face) == 4 and face[3] == 0)
    return empty and edge is not None and (len(edge) < 4 or edge[3] == 1)


def _look_key(look):
    """Return a hashable form of colours, width and dashes for comparing looks."""
    face, edge, width, dashes = look
    colors = [None if color is None else tuple(color) for color in (face, edge)]
    return (*colors, width, str(dashes))
