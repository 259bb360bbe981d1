// What opens inside a card: pain in two taps, an easier rung, something else instead.

function element(tag, more = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...inside);
  return made;
}

function button(text, act, kind = "button") {
  return element("button", { type: "button", className: kind, textContent: text, onclick: act });
}

function show(panel, ...inside) {
  panel.replaceChildren(...inside);
  panel.hidden = false;
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function hide(panel) {
  panel.hidden = true;
  panel.replaceChildren();
}

// Eleven buttons; what was said last comes first.
function scores(legend, last, chosen) {
  const rows = element("div", { className: "scores" });
  for (let value = 0; value <= 10; value += 1) {
    const one = button(String(value), () => chosen(value), "button score");
    one.setAttribute("aria-label", `${value} of 10`);
    rows.append(one);
  }
  const same = Number.isInteger(last) ? [button(`Same as last: ${last}`, () => chosen(last), "button wide")] : [];
  return element("fieldset", { className: "field" }, element("legend", { textContent: legend }), ...same, rows);
}

export function askPain(key, places, tools) {
  const one = tools.card(key);
  const [place, ...others] = places;
  const said = async (value) => {
    await tools.write(one.person, "pain", { joint: place.joint, ...(place.side ? { side: place.side } : {}), value, when: "during", rung: one.rung });
    tools.say("Kept.");
    tools.paint();
    if (value > 5) tooMuch(key, seen, tools);
    else if (others.length) askPain(key, others, tools);
    else hide(seen);
  };
  // The question goes where the eyes are: to the card that is open now.
  const seen = tools.panelOf(tools.key() ?? key);
  show(seen, scores(`${one.title}: ${place.words}, 0 to 10?`, place.last, said), button("Not now", () => hide(seen)));
}

function tooMuch(key, panel, tools) {
  const one = tools.card(key);
  const easier = one.options.find((option) => option.rung === one.easier);
  const ways = [];
  if (easier) ways.push(button(`Do the easier one: ${easier.title}`, () => swap(key, easier, "hurts", panel, tools), "button primary wide"));
  ways.push(button("Leave it out today", () => { hide(panel); tools.skip(key); }, "button wide"));
  show(panel, element("p", { textContent: "More than 5 of 10 is too much for training (a published training rule). Stop this one for now. If it was above 5 twice in a row, talk to a professional before you do it again." }), ...ways);
}

export function hurts(key, panel, tools) {
  const one = tools.card(key);
  const chips = tools.sore().map((place) => button(place.words, () => chose(place)));
  const chose = (place) => {
    const easier = one.options.find((option) => option.rung === one.easier);
    const ways = easier
      ? [button(`Do the easier one: ${easier.title}`, () => swap(key, easier, "hurts", panel, tools), "button primary wide")]
      : [button("Leave it out today", () => { hide(panel); tools.skip(key); }, "button primary wide")];
    show(
      panel,
      element("p", { textContent: "Up to 2 of 10 is fine in training; above that step back. Sore isn't damage, and it is never ignored." }),
      ...ways,
      scores(`Your ${place.words}, 0 to 10?`, null, async (value) => {
        await tools.write(one.person, "pain", { joint: place.joint, ...(place.side ? { side: place.side } : {}), value, when: "during", rung: one.rung });
        tools.say("Kept.");
        if (value > 5) tooMuch(key, panel, tools);
        else hide(panel);
      }),
      button("Close", () => hide(panel)),
    );
  };
  show(panel, element("p", { textContent: "Where?" }), element("div", { className: "row" }, ...chips), button("Close", () => hide(panel)));
}

async function swap(key, option, reason, panel, tools) {
  const one = tools.card(key);
  await tools.write(one.person, "swap", { from: one.rung, to: option.rung, item: one.item, reason });
  hide(panel);
  const form = document.getElementById(`card-${key}`);
  form.querySelector('input[name="amount"]').value = option.amount;
  form.querySelector('input[name="load_kg"]').value = option.load;
  tools.say(`Today: ${option.title}.`);
  tools.paint();
}

export function swapping(key, panel, tools) {
  const one = tools.card(key);
  if (!one.options.length) {
    show(panel, element("p", { textContent: "There is nothing else that asks the same of you with what you have. Skip it, or do less." }), button("Close", () => hide(panel)));
    return;
  }
  const reasons = [["busy", "It's taken"], ["no kit", "I don't have it here"], ["hurts", "It hurts"], ["dislike", "I don't like it"]];
  const choose = (reason) => {
    const lacks = (option) => (reason === "busy" || reason === "no kit") && option.needs.some((item) => one.needs.includes(item) && item !== "floor-space" && item !== "wall");
    const sorted = [...one.options].sort((a, b) => Number(lacks(a)) - Number(lacks(b)));
    show(
      panel,
      element("p", { textContent: "Today only:" }),
      ...sorted.map((option) => button(`${option.title} · ${option.dose}`, () => swap(key, option, reason, panel, tools), "button wide")),
      button("Keep it", () => hide(panel)),
    );
  };
  show(panel, element("p", { textContent: "Why?" }), element("div", { className: "row" }, ...reasons.map(([id, words]) => button(words, () => choose(id)))), button("Close", () => hide(panel)));
}

// After the session, once for each joint that is watched; never in the way of finishing.
export function afterPain(box, tools) {
  const told = (person, place) => tools.pain().some((note) => note.when === "after" && note.person === person.id && note.joint === place.joint && (note.side ?? null) === place.side);
  const asked = tools.people().flatMap((person) => person.places.filter((place) => !told(person, place)).map((place) => [person, place]));
  const key = asked.map(([person, place]) => `${person.id}${place.words}`).join();
  if (box.dataset.asked === key) return;
  box.dataset.asked = key;
  box.replaceChildren(
    ...asked.map(([person, place]) =>
      scores(`${tools.people().length > 1 ? `${person.name}, ` : ""}${place.words} now, 0 to 10?`, place.last, async (value) => {
        await tools.write(person.id, "pain", { joint: place.joint, ...(place.side ? { side: place.side } : {}), value, when: "after" });
        tools.say("Kept.");
        tools.paint();
      }),
    ),
  );
}
