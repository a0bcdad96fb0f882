"""How what is drawn looks: its colours, width and dashes, for a canvas."""


def css(color, gc):
    """Return a CSS colour; an alpha forced on the artist replaces the colour's own."""
    red, green, blue, *rest = (float(v) for v in color)
    alpha = gc.get_alpha() if gc.get_forced_alpha() else (rest[0] if rest else 1)
    channels = ",".join(str(round(255 * v)) for v in (red, green, blue))
    return f"rgba({channels},{alpha:.3g})"


def opaque_lines(look):
    """Say whether paths of this look, drawn as one, look as they do one by one."""
    face, edge, *_ = look
    empty = face is None or (len(face) == 4 and face[3] == 0)
    return empty and edge is not None and (len(edge) < 4 or edge[3] == 1)


def look_key(look):
    """Return a hashable form of colours, width and dashes for comparing looks."""
    face, edge, width, dashes = look
    return (
        None if face is None else tuple(face),
        None if edge is None else tuple(edge),
        width,
        str(dashes),
    )
