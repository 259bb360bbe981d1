// Events are made where they happen: their id, their device and their number come from this phone.

export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = now;
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function device() {
  let name = localStorage.getItem("overtoe-device");
  if (!name) {
    name = `phone-${uuid7().slice(-12)}`;
    localStorage.setItem("overtoe-device", name);
  }
  return name;
}

function nextNumber() {
  const number = Number(localStorage.getItem("overtoe-seq") ?? 0) + 1;
  localStorage.setItem("overtoe-seq", String(number));
  return number;
}

// Local time with its offset: the day of a set is the day where the person was.
export function localTime(date = new Date()) {
  const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  const offset = -date.getTimezoneOffset();
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const part = String(date.getMilliseconds()).padStart(3, "0");
  return `${day}T${time}.${part}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

export function makeEvent(person, kind, body) {
  return { id: uuid7(), person, device: device(), seq: nextNumber(), kind, made_at: localTime(), body };
}
