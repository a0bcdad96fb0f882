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

function fillAndStroke(context, path, style) {
  if (style.fill) context.fill(path);
  if (style.stroke) context.stroke(path);
}

function replay(context, view) {
  const frame = new Reader(unpack(view));
  for (const [kind, look, ...numbers] of frame.ops) {
    const style = frame.styles[look];
    context.save();
    dress(context, style);
    if (kind === 0) {
      fillAndStroke(context, frame.path(numbers[0]), style);
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
      context.globalAlpha = style.alpha;
      context.transform(...matrix);
      context.drawImage(frame.image(columns, rows), 0, 0);
    }
    context.restore();
  }
}

// A still picture with a canvas above it, `zoom` times as large as it was recorded.
// `show(view)` paints a frame on the canvas.
function makeStage([width, height], zoom = 1) {
  const box = document.createElement("div"), still = document.createElement("img");
  const canvas = document.createElement("canvas");
  box.className = "course-stage"; still.alt = ""; canvas.setAttribute("role", "img");
  box.style.cssText = `position:relative;width:${width * zoom}px;max-width:100%;` +
    `aspect-ratio:${width}/${height};background:white`;
  for (const layer of [still, canvas]) {
    layer.style.cssText =
      "position:absolute;inset:0;width:100%;height:100%;margin:0;max-width:none";
    box.append(layer);
  }
  const context = canvas.getContext("2d");
  canvas.dataset.frames = 0;
  let latest = null, waiting = false;
  function paint() {
    waiting = false;
    const ratio = zoom * (window.devicePixelRatio || 1), columns = Math.round(width * ratio);
    if (canvas.width !== columns) {
      canvas.width = columns; canvas.height = Math.round(height * ratio);
    }
    context.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
    context.clearRect(0, 0, width, height);
    replay(context, latest);
    canvas.dataset.frames = Number(canvas.dataset.frames) + 1;
  }
  function show(view) {
    latest = view;
    if (!waiting) { waiting = true; requestAnimationFrame(paint); }
  }
  return { box, still, canvas, show };
}
