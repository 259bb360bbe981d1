// The state of a day from its events, by the library's rules: the last word about a set counts.

function inOrder(events) {
  const byId = new Map(events.map((event) => [event.id, event]));
  return [...byId.values()].sort(
    (a, b) => Date.parse(a.made_at) - Date.parse(b.made_at) || a.device.localeCompare(b.device) || a.seq - b.seq,
  );
}

function cardOf(data, event, rungs) {
  const named = Object.entries(data.cards).find(([, card]) => card.item === event.body.item && card.person === event.person);
  if (named) return named[0];
  const fitting = Object.entries(data.cards).find(([key, card]) => card.person === event.person && rungs(key) === event.body.rung);
  return fitting?.[0];
}

export function fold(data, events) {
  const today = inOrder(events).filter((event) => event.made_at.slice(0, 10) === data.day);
  const state = { sets: {}, swaps: {}, pain: [], mornings: [], finished: new Set(), skipped: new Set() };
  for (const key of Object.keys(data.cards)) state.sets[key] = [];
  const where = new Map();
  for (const event of today.filter((one) => one.kind === "swap")) {
    const at = Object.entries(data.cards).find(
      ([key, card]) => card.person === event.person && (state.swaps[key] ?? card.planned) === event.body.from,
    );
    if (at) state.swaps[at[0]] = event.body.to;
  }
  const rungs = (key) => state.swaps[key] ?? data.cards[key].rung;
  for (const event of today.filter((one) => one.kind === "set.done")) {
    const key = cardOf(data, event, rungs);
    if (!key) continue;
    const set = { id: event.body.set ?? event.id, amount: event.body.amount, load: event.body.load_kg ?? 0, side: event.body.side };
    state.sets[key].push(set);
    where.set(set.id, key);
  }
  for (const event of today.filter((one) => one.kind === "set.edit" || one.kind === "set.delete")) {
    const sets = state.sets[where.get(event.body.set)];
    const at = sets?.findIndex((set) => set.id === event.body.set) ?? -1;
    if (at < 0) continue;
    if (event.kind === "set.delete") sets.splice(at, 1);
    else {
      sets[at] = { ...sets[at], amount: event.body.amount ?? sets[at].amount, load: event.body.load_kg ?? sets[at].load };
    }
  }
  for (const event of today) {
    if (event.kind === "pain") state.pain.push({ person: event.person, ...event.body });
    if (event.kind === "morning") state.mornings.push({ person: event.person, ...event.body });
    if (event.kind === "session.finish") state.finished.add(event.person);
  }
  return state;
}

// A set of one side is half a set: the other half may follow.
export function setsDone(sets) {
  const sides = { left: 0, right: 0 };
  let whole = 0;
  for (const set of sets) {
    if (set.side === "left" || set.side === "right") sides[set.side] += 1;
    else whole += 1;
  }
  return whole + Math.min(sides.left, sides.right);
}
