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
let storeId = ""; // of the carts seen on this page: where the next one begins
let seenAt = 0; // when that was, by this phone
let skew = 0; // hub's time less this phone's
let pending = new Map(); // line id -> line as it shall be, not yet sent
let fresh = new Map(); // line id -> line as it is shown until the hub has it
let failed = false; // the hub did not answer the last time
let noCode = false; // and it had been asked for the code
let last = { ms: 0, counter: 0 };
let codeEnds = 0;
let sendTimer = 0, lookTimer = 0;

// --- talking to the hub ---

async function ask(method, path, body, keepalive = false) {
  const answer = await fetch("/api/v1/carts" + (cartId ? "/" + encodeURIComponent(cartId) : "") + path, {
    method,
    keepalive,
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    headers: { ...(secret ? { "Tillbridge-Cart": secret } : {}), ...(body ? { "Content-Type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(found.message || answer.status), {
    status: answer.status, code: found.error, params: found.params || {},
  });
  return found;
}

function take(found) {
  if (found.cart_id !== cartId) return; // of another link, asked for before
  const overtaken = cart ? cart.at - found.at : 0;
  if (overtaken > 0 && overtaken < RETRY_MS) return; // a later answer was faster
  noteHold(cart, found);
  cart = found;
  failed = noCode = false;
  storeId = found.store_id;
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
  const watched = byId("code").open || (cart && cart.state === "adopted");
  const soon = watched ? WATCH_MS : cart && !failed ? LOOK_MS : RETRY_MS;
  clearTimeout(lookTimer);
  if (!over()) lookTimer = setTimeout(look, soon);
}

async function send(leaving = false) {
  const sent = new Map(pending);
  if (!sent.size) return;
  const found = await ask("POST", "/lines", { lines: Array.from(sent.values()) }, leaving);
  for (const [id, line] of sent) if (pending.get(id) === line) pending.delete(id);
  take(found);
  await settleHold();
}

function lookSoon() {
  clearTimeout(lookTimer);
  if (!over()) lookTimer = setTimeout(look, RETRY_MS);
}

function fail(error) {
  if (error.status === 404) {
    pending.clear();
    cart = null;
    return state("gone");
  }
  if (error.status === 429) return notice(word("busy"));
  if (error.status && error.status < 500) {
    // Refused as a whole: what the hub has is what counts.
    pending.clear();
    if (cart) draw();
    notice(error.code === "cart_full" ? word("full") : word("refused"));
    if (error.code === "cart_at_till" || error.code === "cart_gone") setTimeout(look, 0);
    return;
  }
  failed = true;
  if (!cart) return state("failed");
  notice(word(noCode ? "noCode" : "offline", { time: clock(seenAt) }));
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

// UUIDv7: a line's id is made here.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = Math.max(0, Math.round(Date.now() + skew));
  for (let place = 5; place >= 0; place -= 1) { bytes[place] = ms % 256; ms = Math.floor(ms / 256); }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const text = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// A removal is for good: what is wanted again is a new line.
function add(goods, quantity) {
  const line = { ...goods, line_id: newId(), quantity, stamp: "000000000000-0000-" + node, total: null, for_sale: true };
  fresh.set(line.line_id, line);
  change(line, quantity);
}

let undone = null;

function remove(line) {
  const quantity = wanted(line);
  change(line, 0);
  undone = { line, quantity };
  byId("undo-text").textContent = word("removed", line);
  byId("undo").hidden = false;
  byId("undo-act").focus();
}

function undo() {
  if (!undone) return;
  const label = word("removeNamed", undone.line);
  add(undone.line, undone.quantity);
  const again = Array.from(byId("lines").querySelectorAll("button")).find((b) => b.getAttribute("aria-label") === label);
  if (again) again.focus();
}

function forgetUndo() {
  undone = null;
  byId("undo").hidden = true;
}

function change(line, quantity) {
  const removed = quantity <= 0;
  tellHold("");
  forgetUndo();
  pending.set(line.line_id, {
    line_id: line.line_id,
    sku: line.sku,
    quantity: removed ? line.quantity : quantity,
    stamp: stamp(line.stamp),
    removed,
  });
  draw();
  clearTimeout(sendTimer);
  sendTimer = setTimeout(() => send().catch((error) => { fail(error); lookSoon(); }), SEND_MS);
}

function wanted(line) {
  const mine = pending.get(line.line_id);
  return mine ? (mine.removed ? 0 : mine.quantity) : line.quantity;
}

// --- showing ---

function money(minor) {
  const form = new Intl.NumberFormat(LOCALE, { style: "currency", currency: cart.currency });
  return form.format(minor / 10 ** form.resolvedOptions().maximumFractionDigits);
}

function amount(quantity, unit) {
  const text = (quantity / 1000).toLocaleString(LOCALE, { maximumFractionDigits: 3 });
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

// `found`: of goods that are not in the cart yet.
function facts(line, found = false) {
  if (!line.for_sale) return { text: "", stock: word("notForSale"), kind: "warn" };
  const price = money(line.unit_price);
  const told = [line.unit === "pcs" ? word("each", { price }) : word("per", { price, unit: line.unit })];
  if (line.deposit) told.push(word("deposit", { price: money(line.deposit) }));
  if (line.age_limit) told.push(word("age", { age: line.age_limit }));
  const kept = cart.held[line.sku] || 0;
  const there = line.stock ? Math.max(0, line.stock.available) + kept : null;
  const all = wantedOf(line.sku);
  const short = there !== null && there < all;
  let stock = "";
  if (kept && kept >= all && !found) stock = word("kept");
  else if (kept && !found) stock = word("keptPart", { count: amount(kept, line.unit), all: amount(all, line.unit) });
  else if (there !== null && there <= 0) stock = word("noStock");
  else if (there !== null && (short || there <= LOW)) stock = word("lowStock", { count: amount(there, line.unit) });
  else if (there !== null) stock = word("inStock");
  const kind = kept && kept >= all && !found ? "good" : short ? "warn" : "";
  return { text: told.join(" · "), stock, kind };
}

function shownLines() {
  const there = new Set(cart.lines.map((line) => line.line_id));
  for (const id of fresh.keys()) if (there.has(id) || !pending.has(id)) fresh.delete(id);
  return [...cart.lines, ...fresh.values()].filter((line) => wanted(line) > 0);
}

function wantedOf(sku) {
  return shownLines().reduce((sum, line) => sum + (line.sku === sku ? wanted(line) : 0), 0);
}

function row(line) {
  const made = document.createElement("li");
  const step = line.unit === "pcs" ? 1000 : 100;
  const count = wanted(line);
  const head = element("div", "row head", "");
  const waits = pending.has(line.line_id);
  head.append(element("span", "name", line.name), element("span", "price", waits || line.total === null ? "…" : money(line.total)));
  const told = facts(line);
  const mine = cart.state === "open";
  const acts = element("div", "row", "");
  const stepper = element("div", "stepper", "");
  stepper.setAttribute("role", "group");
  stepper.setAttribute("aria-label", word("quantityOf", line));
  const fewer = button("step", "−", word("fewer", line), () => change(line, count - step));
  fewer.disabled = count <= step;
  stepper.append(fewer, element("span", "count", amount(count, line.unit)),
    button("step", "+", word("more", line), () => change(line, count + step)));
  if (mine) acts.append(stepper, button("plain", word("remove"), word("removeNamed", line), () => remove(line)));
  else acts.append(element("span", "", word("quantity", { count: amount(count, line.unit) })));
  made.append(head);
  if (told.text) made.append(element("p", "facts", told.text));
  if (told.stock && mine) made.append(element("p", "facts " + told.kind, told.stock));
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
  byId("find").hidden = name !== "empty";
  byId("begin").hidden = !["new", "gone", "paid"].includes(name);
  byId("receipts").hidden = true;
  if (name !== "empty") closeGoods();
  if (name !== "empty") forgetUndo();
  notice("");
  if (name !== "failed" && byId("code").open) byId("code").close();
}

function draw() {
  byId("store").textContent = cart.store_name;
  const ends = { converted: "paid", abandoned: "gone", adopted: "till" }[cart.state];
  const lines = shownLines();
  state(ends || (lines.length ? "" : "empty"));
  tellReceipts();
  if (ends === "till") byId("lines").replaceChildren(...lines.map(row));
  if (byId("state").dataset.state) return;
  byId("find").hidden = false;
  const focus = document.activeElement && document.activeElement.getAttribute("aria-label");
  byId("lines").replaceChildren(...lines.map(row));
  const again = focus && Array.from(byId("lines").querySelectorAll("button")).find((b) => b.getAttribute("aria-label") === focus);
  if (again) again.focus();
  byId("saved-row").hidden = pending.size > 0 || cart.promotion_total <= 0;
  byId("saved").textContent = "−" + money(cart.promotion_total);
  byId("total").textContent = pending.size ? "…" : money(cart.total);
  byId("hint").textContent = word("hint", { time: clock(seenAt) });
  byId("footer").hidden = byId("hint").hidden = false;
  drawHold();
}

function tellReceipts() {
  const paid = cart.receipts.join(", ");
  byId("receipts").hidden = !paid;
  byId("receipts").textContent = word("receipts", { numbers: paid });
  if (paid && cart.state === "open") notice(word("paidPart", { numbers: paid }));
}

function clock(ms) {
  return new Date(ms).toLocaleTimeString(LOCALE, { hour: "2-digit", minute: "2-digit" });
}

function notice(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = !text;
}

// --- the code for the till ---

async function showCode() {
  byId("show-code").disabled = true;
  forgetUndo();
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
    noCode = true;
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
