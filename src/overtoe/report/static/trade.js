"use strict";
// The slider: everything it shows is already in the page, so it answers within a frame.
for (const figure of document.querySelectorAll("[data-trade]")) {
  const data = JSON.parse(figure.dataset.trade);
  const slider = figure.querySelector("input[type=range]");
  const said = figure.querySelector("output");
  const cursor = figure.querySelector(".cursor");
  const names = Object.keys(data.lines);
  const cells = Object.fromEntries(names.map((name) => [name, {
    moment: figure.querySelector(`[data-moment=${name}]`),
    change: figure.querySelector(`[data-change=${name}]`),
    ends: figure.querySelector(`[data-ends=${name}]`),
  }]));
  const format = (value, digits, sign) => {
    const text = Math.abs(value).toFixed(digits);
    if (Number(text) === 0) return text;
    return (value < 0 ? "\u2212" : sign ? "+" : "") + text;
  };
  const where = (x) => {
    let after = data.x.findIndex((value) => value >= x);
    if (after < 0) after = data.x.length - 1;
    const before = Math.max(after - 1, 0);
    const width = data.x[after] - data.x[before];
    const share = width ? (x - data.x[before]) / width : 0;
    return (values) => values[before] + share * (values[after] - values[before]);
  };
  const sentence = (x) => {
    const amount = Math.abs(x).toFixed(1).replace(".0", "");
    return amount === "0" ? "at the toes" : `${amount} cm ${x > 0 ? "past" : "behind"} the toes`;
  };
  const show = () => {
    const x = Number(slider.value);
    const at = where(x);
    for (const name of names) {
      const line = data.lines[name];
      const moment = at(line.moment);
      cells[name].moment.textContent = format(moment, data.digits, false);
      const ends = [at(line.low), at(line.high)];
      const unclear = ends[0] < 0 && ends[1] > 0;
      cells[name].change.textContent = unclear ? "no clear difference" : `${format(at(line.pct), 0, true)}\u202f%`;
      cells[name].ends.textContent = `(${format(ends[0], 0, true)} to ${format(ends[1], 0, true)})`;
    }
    const span = data.x[data.x.length - 1] - data.x[0];
    const place = data.left + (x - data.x[0]) / span * (data.right - data.left);
    cursor.setAttribute("transform", `translate(${place.toFixed(2)} 0)`);
    said.textContent = sentence(x);
    slider.setAttribute("aria-valuetext", sentence(x));
  };
  slider.addEventListener("input", show);
  show();
}
