// Keeping the goods of the cart for its shopper until a time that the hub says, and letting go of them.
"use strict";

const HOLD_MINUTES = 15;
let holdEnds = 0; // by this phone; 0 where nothing is kept
let letting = false; // it was let go of by hand

async function hold() {
  byId("hold").disabled = true;
  forgetUndo();
  try {
    await send();
    take(await ask("POST", "/reservation", { minutes: HOLD_MINUTES }));
    tellHold("");
    drawHold();
  } catch (error) {
    refuseHold(error);
  }
  byId("hold").disabled = false;
}

async function letGo() {
  letting = true;
  byId("let-go").disabled = true;
  try {
    take(await ask("DELETE", "/reservation"));
    tellHold(word("heldGone"));
    byId("hold").focus();
  } catch (error) {
    fail(error);
  }
  byId("let-go").disabled = letting = false;
}

// What was taken out of the cart is not kept any longer; the time stays.
async function settleHold() {
  if (!cart.held_until || cart.state !== "open") return;
  const much = Object.entries(cart.held).some(([sku, kept]) => kept > wantedOf(sku));
  if (!much) return;
  const wanted = Object.keys(cart.held).some((sku) => wantedOf(sku) > 0);
  const minutes = Math.max(1, Math.min(HOLD_MINUTES, Math.floor((cart.held_until - cart.at) / 60000)));
  letting = !wanted;
  try {
    take(await (wanted ? ask("POST", "/reservation", { minutes }) : ask("DELETE", "/reservation")));
  } catch (error) {
    if (!error.status || error.status >= 500) throw error; // refused, it is kept as it was, and its time ends it
  } finally {
    letting = false;
  }
}

// Before a newer answer of the hub takes the place of `before`.
function noteHold(before, after) {
  if (before && before.held_until && !after.held_until && after.state === "open" && !letting) tellHold(word("heldOver"));
  if (after.held_until) tellHold("");
  holdEnds = after.held_until ? after.held_until - after.at + Date.now() : 0;
}

function refuseHold(error) {
  if (!["not_enough", "not_tracked", "rights_frozen", "hold_share", "hold_address"].includes(error.code)) return fail(error);
  const line = cart.lines.find((one) => one.sku === error.params.sku);
  const most = error.params.most !== undefined ? error.params.most : error.params.available;
  const words = { name: line ? line.name : "", count: line ? amount(most || 0, line.unit) : "" };
  const none = !most && ["not_enough", "hold_share"].includes(error.code);
  tellHold(word(none ? error.code + "_none" : error.code, words));
  drawHold();
}

let holdSaid = "";

function tellHold(text) {
  holdSaid = text;
}

function drawHold() {
  const tracked = shownLines().some((line) => line.stock && line.for_sale);
  const all = holdEnds && shownLines().every((line) => !line.stock || (cart.held[line.sku] || 0) >= wantedOf(line.sku));
  const text = holdSaid || (holdEnds ? word(all ? "heldUntil" : "heldSome", { time: clock(holdEnds) }) : "");
  if (byId("hold-text").textContent !== text) byId("hold-text").textContent = text;
  byId("hold-text").hidden = !text;
  byId("hold").textContent = word(holdEnds ? "holdAll" : "hold", { minutes: HOLD_MINUTES });
  byId("hold").hidden = !tracked || Boolean(all);
  byId("let-go").hidden = !holdEnds;
}

// The hub is asked when the time is over, not before: it has the last word.
function tickHold() {
  if (!holdEnds || Date.now() < holdEnds) return;
  holdEnds = 0;
  look();
}
