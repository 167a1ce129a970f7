// The cart of a shopper: shown, changed, handed to a till. The link's fragment is `#<cart id>.<secret>`; it
// never leaves the phone but in a header to this hub. Changes merge (docs/algorithms/carts.md), so that what
// was tapped without a connection is sent later.
"use strict";

const LOOK_MS = 15000, WATCH_MS = 2500, SEND_MS = 350, RETRY_MS = 5000;
const LOW = 5000; // thousandths: with fewer the number is told
const byId = (id) => document.getElementById(id);
const node = "web-" + Array.from(crypto.getRandomValues(new Uint8Array(5)), (b) => b.toString(16).padStart(2, "0")).join("");

let cartId = "", secret = "";
let cart = null; // the hub's last answer
let seenAt = 0; // when that was, by this phone
let skew = 0; // hub's time less this phone's
let pending = new Map(); // line id -> line as it shall be, not yet sent
let last = { ms: 0, counter: 0 };
let codeEnds = 0;
let sendTimer = 0, lookTimer = 0;

// --- talking to the hub ---

async function ask(method, path, body) {
  const answer = await fetch("/api/v1/carts/" + encodeURIComponent(cartId) + path, {
    method,
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    headers: { "Tillbridge-Cart": secret, ...(body ? { "Content-Type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(found.message || answer.status), { status: answer.status, code: found.error });
  return found;
}

function take(found) {
  cart = found;
  seenAt = Date.now();
  skew = found.at - seenAt;
  notice("");
  draw();
}

async function look() {
  clearTimeout(lookTimer);
  try {
    if (pending.size) await send();
    else take(await ask("GET", ""));
  } catch (error) {
    fail(error);
  }
  const soon = byId("code").open ? WATCH_MS : cart ? LOOK_MS : RETRY_MS;
  clearTimeout(lookTimer);
  if (!over()) lookTimer = setTimeout(look, soon);
}

async function send() {
  const sent = new Map(pending);
  if (!sent.size) return;
  const found = await ask("POST", "/lines", { lines: Array.from(sent.values()) });
  for (const [id, line] of sent) if (pending.get(id) === line) pending.delete(id);
  take(found);
}

function fail(error) {
  if (error.status === 404) {
    pending.clear();
    cart = null;
    return state("gone");
  }
  if (error.status === 429) return notice(word("busy"));
  if (error.status) {
    // Refused as a whole: what the hub has is what counts.
    pending.clear();
    if (cart) draw();
    notice(word("refused"));
    if (error.code === "cart_at_till" || error.code === "cart_gone") setTimeout(look, 0);
    return;
  }
  if (!cart) return state("failed");
  const time = new Date(seenAt).toLocaleTimeString(LANGUAGE, { hour: "2-digit", minute: "2-digit" });
  notice(word("offline", { time }));
}

// --- changing ---

// Later than what this page wrote and than what it has read: the hub's clock may have been set back meanwhile.
function stamp(read) {
  const [ms, counter] = read.split("-").map((part) => parseInt(part, 16));
  if (ms > last.ms || (ms === last.ms && counter > last.counter)) last = { ms, counter };
  const now = Math.max(Date.now() + skew, last.ms + (last.counter === 0xffff ? 1 : 0));
  last = now > last.ms ? { ms: now, counter: 0 } : { ms: last.ms, counter: last.counter + 1 };
  return last.ms.toString(16).padStart(12, "0") + "-" + last.counter.toString(16).padStart(4, "0") + "-" + node;
}

function change(line, quantity) {
  const removed = quantity <= 0;
  pending.set(line.line_id, {
    line_id: line.line_id,
    sku: line.sku,
    quantity: removed ? line.quantity : quantity,
    stamp: stamp(line.stamp),
    removed,
  });
  draw();
  clearTimeout(sendTimer);
  sendTimer = setTimeout(() => send().catch(fail), SEND_MS);
}

function wanted(line) {
  const mine = pending.get(line.line_id);
  return mine ? (mine.removed ? 0 : mine.quantity) : line.quantity;
}

// --- showing ---

function money(minor) {
  const form = new Intl.NumberFormat(LANGUAGE, { style: "currency", currency: cart.currency });
  return form.format(minor / 10 ** form.resolvedOptions().maximumFractionDigits);
}

function amount(quantity, unit) {
  const text = (quantity / 1000).toLocaleString(LANGUAGE, { maximumFractionDigits: 3 });
  return unit === "pcs" ? text : text + " " + unit;
}

function element(kind, name, text) {
  const made = document.createElement(kind);
  made.className = name;
  made.textContent = text;
  return made;
}

function button(name, text, label, act) {
  const made = element("button", name, text);
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function facts(line) {
  if (!line.for_sale) return { text: "", stock: word("notForSale"), short: true };
  const price = money(line.unit_price);
  const told = [line.unit === "pcs" ? word("each", { price }) : word("per", { price, unit: line.unit })];
  if (line.deposit) told.push(word("deposit", { price: money(line.deposit) }));
  if (line.age_limit) told.push(word("age", { age: line.age_limit }));
  const there = line.stock ? line.stock.available : null;
  const short = there !== null && there < wanted(line);
  let stock = "";
  if (there !== null && there <= 0) stock = word("noStock");
  else if (there !== null && (short || there <= LOW)) stock = word("lowStock", { count: amount(there, line.unit) });
  else if (there !== null) stock = word("inStock");
  return { text: told.join(" · "), stock, short };
}

function row(line) {
  const made = document.createElement("li");
  const step = line.unit === "pcs" ? 1000 : 100;
  const count = wanted(line);
  const head = element("div", "row head", "");
  const waits = pending.has(line.line_id);
  head.append(element("span", "name", line.name), element("span", "price", waits ? "…" : money(line.total)));
  const told = facts(line);
  const acts = element("div", "row", "");
  const stepper = element("div", "stepper", "");
  const fewer = button("step", "−", word("fewer", line), () => change(line, count - step));
  fewer.disabled = count <= step;
  stepper.append(fewer, element("span", "count", amount(count, line.unit)),
    button("step", "+", word("more", line), () => change(line, count + step)));
  acts.append(stepper, button("remove", word("remove"), word("removeNamed", line), () => change(line, 0)));
  made.append(head);
  if (told.text) made.append(element("p", "facts", told.text));
  if (told.stock) made.append(element("p", told.short ? "facts warn" : "facts", told.stock));
  made.append(acts);
  return made;
}

function over() {
  return byId("state").dataset.state === "gone" || (cart && ["converted", "abandoned"].includes(cart.state));
}

function state(name) {
  byId("state").hidden = !name;
  byId("state").dataset.state = name;
  if (!name) return;
  byId("state-title").textContent = word(name + "Title");
  byId("state-text").textContent = word(name + "Text");
  byId("lines").replaceChildren();
  byId("footer").hidden = byId("hint").hidden = true;
  notice("");
  if (name !== "failed" && byId("code").open) byId("code").close();
}

function draw() {
  byId("store").textContent = cart.store_name;
  const ends = { converted: "paid", abandoned: "gone", adopted: "till" }[cart.state];
  const lines = cart.lines.filter((line) => wanted(line) > 0);
  state(ends || (lines.length ? "" : "empty"));
  if (byId("state").dataset.state) return;
  const focus = document.activeElement && document.activeElement.getAttribute("aria-label");
  byId("lines").replaceChildren(...lines.map(row));
  const again = focus && Array.from(byId("lines").querySelectorAll("button")).find((b) => b.getAttribute("aria-label") === focus);
  if (again) again.focus();
  byId("saved-row").hidden = pending.size > 0 || cart.promotion_total <= 0;
  byId("saved").textContent = "−" + money(cart.promotion_total);
  byId("total").textContent = pending.size ? "…" : money(cart.total);
  byId("footer").hidden = byId("hint").hidden = false;
}

function notice(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = !text;
}

// --- the code for the till ---

async function showCode() {
  byId("show-code").disabled = true;
  try {
    await send();
    const made = await ask("POST", "/token");
    const drawn = new DOMParser().parseFromString(made.svg, "text/html").querySelector("svg");
    byId("qr").replaceChildren(drawn);
    codeEnds = Date.now() + made.expires_at - made.at;
    if (!byId("code").open) byId("code").showModal();
    tick();
    look();
  } catch (error) {
    fail(error);
  }
  byId("show-code").disabled = false;
}

function tick() {
  const left = Math.max(0, Math.ceil((codeEnds - Date.now()) / 1000));
  const time = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
  byId("left").textContent = left ? word("left", { time }) : word("over");
  byId("qr").classList.toggle("over", !left);
  byId("new-code").hidden = left > 0;
}

// --- beginning ---

function begin() {
  const given = location.hash.slice(1);
  const dot = given.indexOf(".");
  cartId = given.slice(0, Math.max(dot, 0));
  secret = dot < 0 ? "" : given.slice(dot + 1);
  pending.clear();
  cart = null;
  byId("store").textContent = "";
  if (!cartId || !secret) return state("gone");
  state("loading");
  look();
}

document.documentElement.lang = LANGUAGE;
document.title = word("title");
for (const one of document.querySelectorAll("[data-word]")) one.textContent = word(one.dataset.word);
byId("show-code").addEventListener("click", showCode);
byId("new-code").addEventListener("click", showCode);
byId("close-code").addEventListener("click", () => byId("code").close());
addEventListener("hashchange", begin);
addEventListener("online", look);
document.addEventListener("visibilitychange", () => { if (!document.hidden && cart && !over()) look(); });
setInterval(() => { if (byId("code").open) tick(); }, 500);
begin();
