// How the page begins: with the cart of its link, or with a new one. The store may be named in the address
// (`/cart?store=…`, as the code at its door does); the secret stands behind `#` alone.
"use strict";

function begin() {
  const given = location.hash.slice(1);
  const dot = given.indexOf(".");
  clearTimeout(lookTimer);
  clearTimeout(sendTimer);
  pending.clear();
  fresh.clear();
  cart = null;
  cartId = given.slice(0, Math.max(dot, 0));
  secret = dot < 0 ? "" : given.slice(dot + 1);
  byId("store").textContent = "";
  closeGoods();
  forgetUndo();
  tellHold("");
  if (!given) return state("new");
  if (!cartId || !secret) return state("gone");
  state("loading");
  look();
}

async function beginNew() {
  byId("begin").disabled = true;
  try {
    cartId = secret = "";
    const named = new URLSearchParams(location.search).get("store");
    const made = await ask("POST", "", { store_id: named || storeId });
    history.replaceState(null, "", "#" + made.cart.cart_id + "." + made.secret);
    begin();
    byId("words").focus();
  } catch (error) {
    if (error.code === "store_unknown") state("store");
    else notice(error.status === 429 ? word("busy") : word("notBegun"));
  }
  byId("begin").disabled = false;
}

document.documentElement.lang = LANGUAGE;
document.title = word("title");
for (const one of document.querySelectorAll("[data-word]")) one.textContent = word(one.dataset.word);
byId("qr").setAttribute("aria-label", word("codeTitle"));
byId("begin").addEventListener("click", beginNew);
byId("show-code").addEventListener("click", showCode);
byId("new-code").addEventListener("click", showCode);
byId("close-code").addEventListener("click", () => byId("code").close());
byId("undo-act").addEventListener("click", undo);
byId("find").addEventListener("submit", (event) => { event.preventDefault(); findGoods(""); });
byId("words").addEventListener("input", findSoon);
byId("close-found").addEventListener("click", () => { byId("words").value = ""; closeGoods(); byId("words").focus(); });
byId("more-goods").addEventListener("click", () => findGoods(goodsNext));
byId("hold").addEventListener("click", hold);
byId("let-go").addEventListener("click", letGo);
addEventListener("hashchange", begin);
addEventListener("online", look);
// What was tapped a moment ago is sent before the page goes.
addEventListener("pagehide", () => { if (pending.size && cart) send(true).catch(() => {}); });
document.addEventListener("visibilitychange", () => { if (!document.hidden && cart && !over()) look(); });
setInterval(() => { if (byId("code").open) tick(); if (cart) tickHold(); }, 500);
begin();
