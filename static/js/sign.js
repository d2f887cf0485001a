// The box in which somebody signs with a finger, a pen or the mouse. What is drawn goes to the server as numbers in a
// hidden field, so that it comes back with the page and is drawn again. Without script there is no box: the sheet is
// signed on paper, or a witness stands for it.
(() => {
  "use strict";
  const WIDTH = 1000;
  const HEIGHT = 300;
  const CLOSE = 4; // units; a finger that rests adds no points
  const MOST = 55000; // letters that the server takes, with some to spare
  const box = document.querySelector("[data-sign]");
  const field = document.querySelector("input[data-strokes]");
  if (!box || !field) return;
  const canvas = box.querySelector("canvas");
  const pen = canvas.getContext("2d");
  const said = box.querySelector("[data-sign-said]");
  let strokes = parse(field.value);
  let stroke = null;

  function parse(text) {
    if (!text) return [];
    return text.split(";").map((part) => part.split(" ").map((point) => point.split(",").map(Number)));
  }

  function keep() {
    field.value = strokes.map((points) => points.map((point) => point.join(",")).join(" ")).join(";");
    field.dispatchEvent(new Event("change", { bubbles: true }));
    said.textContent = strokes.length ? box.dataset.signed : box.dataset.empty;
  }

  function line(points) {
    pen.beginPath();
    points.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.stroke();
  }

  function draw() {
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    pen.lineWidth = 5;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#1f2a2e";
    strokes.forEach(line);
  }

  function place(event) {
    const edge = canvas.getBoundingClientRect();
    const x = Math.round(((event.clientX - edge.left) / edge.width) * WIDTH);
    const y = Math.round(((event.clientY - edge.top) / edge.height) * HEIGHT);
    return [Math.min(Math.max(x, 0), WIDTH), Math.min(Math.max(y, 0), HEIGHT)];
  }

  function begin(event) {
    if (!event.isPrimary || field.value.length > MOST) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [place(event)];
    strokes.push(stroke);
  }

  function go(event) {
    if (!stroke) return;
    const [x, y] = place(event);
    const [lastX, lastY] = stroke.at(-1);
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < CLOSE) return;
    stroke.push([x, y]);
    line(stroke.slice(-2));
  }

  function end() {
    if (!stroke) return;
    stroke = null;
    keep();
  }

  function clear() {
    strokes = [];
    draw();
    keep();
  }

  canvas.addEventListener("pointerdown", begin);
  canvas.addEventListener("pointermove", go);
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  box.querySelector("[data-sign-clear]").addEventListener("click", clear);
  draw();
  box.hidden = false;
  if (strokes.length) said.textContent = box.dataset.signed;
})();
