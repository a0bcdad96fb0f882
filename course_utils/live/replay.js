// Paint one recorded frame (see recorder.py for the format) on a canvas.

const decoder = new TextDecoder();

function unpack(view) {
  const bytes = new Uint8Array(view.byteLength);  // a copy, so that the parts are aligned
  bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  const length = new Uint32Array(bytes.buffer, 0, 1)[0];
  const header = JSON.parse(decoder.decode(bytes.subarray(4, 4 + length)));
  const [coordinates, codes] = header.counts;
  const start = 4 + length, middle = start + 2 * coordinates;
  return {
    ...header,
    xy: new Int16Array(bytes.buffer, start, coordinates),
    codes: new Uint8Array(bytes.buffer, middle, codes),
    pixels: new Uint8ClampedArray(bytes.buffer, middle + codes),
  };
}

class Reader {
  constructor(frame) { Object.assign(this, frame); this.at = this.code = this.pixel = 0; }
  next() { return this.xy[this.at++] / 16; }
  path(codes) {
    const path = new Path2D(), n = () => this.next();
    for (const end = this.code + codes; this.code < end;) {
      const code = this.codes[this.code];
      if (code === 1) path.moveTo(n(), n());
      else if (code === 2) path.lineTo(n(), n());
      else if (code === 3) path.quadraticCurveTo(n(), n(), n(), n());
      else if (code === 4) path.bezierCurveTo(n(), n(), n(), n(), n(), n());
      else { path.closePath(); this.at += 2; }
      this.code += code === 3 ? 2 : code === 4 ? 3 : 1;
    }
    return path;
  }
  image(columns, rows) {
    const size = 4 * columns * rows;
    const data = this.pixels.subarray(this.pixel, this.pixel + size);
    this.pixel += size;
    const canvas = new OffscreenCanvas(columns, rows);
    canvas.getContext("2d").putImageData(new ImageData(data.slice(), columns, rows), 0, 0);
    return canvas;
  }
}

function dress(context, style) {
  if (style.clip) {
    context.beginPath(); context.rect(...style.clip); context.clip();
  }
  if (style.clipPath) {
    context.beginPath();
    for (const polygon of style.clipPath)
      for (let i = 0; i < polygon.length; i += 2)
        context[i ? "lineTo" : "moveTo"](polygon[i], polygon[i + 1]);
    context.clip();
  }
  if (style.stroke) {
    context.strokeStyle = style.stroke; context.lineWidth = style.width;
    context.lineJoin = style.join; context.lineCap = style.cap;
    context.setLineDash(style.dash ?? []); context.lineDashOffset = style.dashOffset ?? 0;
  }
  if (style.fill) context.fillStyle = style.fill;
}

function fillAndStroke(context, path, style, pale = false) {
  if (style.fill) {
    context.globalAlpha = pale ? 0.4 : 1;
    context.fill(path);
    context.globalAlpha = 1;
  }
  if (style.stroke) context.stroke(path);
}

// `pale`: as a ghost, without text, and with what is filled barely tinted.
function replay(context, view, pale = false) {
  const frame = new Reader(unpack(view));
  for (const [kind, look, ...numbers] of frame.ops) {
    const style = frame.styles[look];
    context.save();
    dress(context, style);
    if (kind === 0) {
      const path = frame.path(numbers[0]);
      if (!pale || !numbers[1]) fillAndStroke(context, path, style, pale);
    } else if (kind === 1) {
      const marker = frame.path(numbers[0]);
      for (let i = 0; i < numbers[1]; i++) {
        const x = frame.next(), y = frame.next();
        context.translate(x, y);
        fillAndStroke(context, marker, style);
        context.translate(-x, -y);
      }
    } else {
      const [columns, rows, ...matrix] = numbers;
      context.imageSmoothingEnabled = false;
      context.globalAlpha = style.alpha * (pale ? 0.5 : 1);
      context.transform(...matrix);
      context.drawImage(frame.image(columns, rows), 0, 0);
    }
    context.restore();
  }
}

// A still picture with a canvas above it, `zoom` times as large as it was recorded, and
// above that one for the ghost of a frame. `show(view)` paints a frame on the canvas.
function makeStage([width, height], zoom = 1) {
  const box = document.createElement("div"), still = document.createElement("img");
  const canvas = document.createElement("canvas"), veil = document.createElement("canvas");
  box.className = "course-stage"; still.alt = ""; canvas.setAttribute("role", "img");
  box.style.cssText = `position:relative;width:${width * zoom}px;max-width:100%;` +
    `aspect-ratio:${width}/${height};background:white`;
  for (const layer of [still, canvas, veil]) {
    layer.style.cssText =
      "position:absolute;inset:0;width:100%;height:100%;margin:0;max-width:none";
  }
  box.append(still, canvas);
  veil.className = "course-ghost"; veil.style.pointerEvents = "none";
  canvas.dataset.frames = 0;
  box.dataset.w = width; box.dataset.h = height;
  let latest = null, pinned = null, waiting = false;
  function paintOn(layer, view, pale) {
    const ratio = zoom * (window.devicePixelRatio || 1), columns = Math.round(width * ratio);
    const context = layer.getContext("2d");
    if (layer.width !== columns) {
      layer.width = columns; layer.height = Math.round(height * ratio);
    }
    context.setTransform(layer.width / width, 0, 0, layer.height / height, 0, 0);
    context.clearRect(0, 0, width, height);
    replay(context, view, pale);
  }
  function paint() {
    waiting = false;
    paintOn(canvas, latest, false);
    canvas.dataset.frames = Number(canvas.dataset.frames) + 1;
  }
  return {
    box, still, canvas, width, height, zoom,
    get latest() { return latest; },
    show(view) {
      latest = view;
      if (pinned && veil.width !== canvas.width) this.ghost(pinned);
      if (!waiting) { waiting = true; requestAnimationFrame(paint); }
    },
    ghost(view) {
      pinned = view;
      if (!view) return veil.remove();
      canvas.after(veil);
      paintOn(veil, view, true);
    },
    // Where an event is, in pixels of the recorded picture.
    at(event) {
      const seen = box.getBoundingClientRect();
      return [(event.clientX - seen.left) * width / seen.width,
        (event.clientY - seen.top) * height / seen.height];
    },
  };
}
