// Looking for goods of the cart's store: a field, what was found with price and stock, and a button to add it.
"use strict";

const TYPING_MS = 350;
let goodsTimer = 0, goodsAsked = 0, goodsNext = "";

function findSoon() {
  clearTimeout(goodsTimer);
  if (!byId("words").value.trim()) return closeGoods();
  goodsTimer = setTimeout(() => findGoods(""), TYPING_MS);
}

async function findGoods(after) {
  clearTimeout(goodsTimer);
  const mine = (goodsAsked += 1);
  const asked = new URLSearchParams({ q: byId("words").value.trim(), after });
  try {
    const found = await ask("GET", "/goods?" + asked);
    if (mine !== goodsAsked) return; // something else was typed meanwhile
    showGoods(found, after);
  } catch (error) {
    if (mine === goodsAsked) fail(error);
  }
}

function showGoods(found, after) {
  const rows = found.goods.map(goodsRow);
  if (after) byId("goods").append(...rows);
  else byId("goods").replaceChildren(...rows);
  goodsNext = found.next;
  byId("more-goods").hidden = !goodsNext;
  const time = clock(Date.now());
  byId("found-title").textContent = rows.length || after ? word("found", { time }) : word("nothingFound");
  byId("found").hidden = false;
  if (after && rows.length) rows[0].querySelector("button").focus();
}

function goodsRow(goods) {
  const made = document.createElement("li");
  const head = element("div", "row head", "");
  const acts = element("div", "row", "");
  const { text, stock, kind } = facts({ ...goods, for_sale: true, quantity: 0, line_id: "" }, true);
  head.append(element("span", "name", goods.name));
  const add = button("second", word("add"), word("addNamed", goods), () => addGoods(goods));
  acts.append(element("span", "facts " + kind, stock), add);
  made.append(head, element("p", "facts", text), acts);
  return made;
}

// The same goods again are more of the line that is there.
function addGoods(goods) {
  const step = goods.unit === "pcs" ? 1000 : 100;
  const known = shownLines().find((line) => line.sku === goods.sku);
  if (known) change(known, wanted(known) + step);
  else add(goods, goods.unit === "pcs" ? 1000 : 500);
  byId("found-title").textContent = word("added", goods);
}

function closeGoods() {
  clearTimeout(goodsTimer);
  goodsAsked += 1;
  byId("found").hidden = true;
  byId("goods").replaceChildren();
}
