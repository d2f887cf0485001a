// The end of the session: two minutes before it a dialog asks; before sign-out drafts are saved. Then the page
// asks the server again, which shows the sign-in page and comes back here. All tabs agree on the time by a channel.
(() => {
  "use strict";
  const WARN_SECONDS = 120;
  const LOOK_EVERY_MS = 1000;
  const GRACE_MS = 2000; // a page that locks asks the server only when that is sure to be locked, too
  const meta = document.querySelector('meta[name="session-ends"]');
  const dialog = document.getElementById("session");
  if (!meta || !dialog) return;

  // The clocks of server and computer may differ: only the distance is taken from the server.
  const ahead = (ends, now) => Date.now() + (Number(ends) - Number(now)) * 1000;
  let endsAt = ahead(meta.content, meta.dataset.now);
  let known = Number(meta.content);
  const skew = endsAt - known * 1000;
  let warned = false;
  let over = false;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;
  const part = (name) => dialog.querySelector(`[data-session-${name}]`);

  function moved(ends) {
    const longer = ends > known;
    if (longer) {
      known = ends;
      endsAt = ends * 1000 + skew;
      warned = false;
      if (dialog.open) dialog.close();
    }
    return longer;
  }

  function state() {
    const detail = { unsaved: false, forms: 0 };
    document.dispatchEvent(new CustomEvent("session:asked", { detail }));
    return detail;
  }

  async function saveDrafts() {
    const waiting = [];
    document.dispatchEvent(new CustomEvent("session:ending", { detail: waiting }));
    await Promise.allSettled(waiting);
  }

  // Not a modal dialog: Leave now stays in reach above the veil.
  function open() {
    dialog.show();
    part("stay").focus();
  }

  async function ask() {
    warned = true;
    const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
    part("at").textContent = clock.format(new Date(endsAt));
    await saveDrafts();
    const { unsaved, forms } = state();
    part("saved").hidden = unsaved || !forms;
    part("unsaved").hidden = !unsaved;
    part("limit").hidden = true;
    if (!dialog.open && !over && Date.now() >= endsAt - WARN_SECONDS * 1000) open();
  }

  async function stay() {
    const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
    try {
      const answer = await fetch("/account/stay/", {
        method: "POST", credentials: "same-origin", redirect: "error",
        headers: { "X-CSRFToken": token, Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const { ends_at: ends } = await answer.json();
      if (moved(ends)) channel?.postMessage(ends);
      else part("limit").hidden = false;
    } catch {
      part("unsaved").hidden = !state().unsaved;
      look();
    }
  }

  // While a talk is open the page locks instead: it goes, and the server asks for the PIN. What could not be sent stays in
  // this window, unread, and is sent after the PIN. Listeners put a function (token -> whether it was kept) into `held`.
  function lock() {
    const held = [];
    document.dispatchEvent(new CustomEvent("session:locking", { detail: held }));
    const view = document.getElementById("locked").content.cloneNode(true);
    document.title = "";
    document.body.replaceChildren();
    if (held.length) cover(view, held);
    else location.replace(location.pathname + location.search);
  }

  function cover(view, held) {
    document.body.replaceChildren(view);
    const form = document.querySelector("[data-unlock]");
    document.getElementById("locked-head").focus();
    form.elements.pin.focus();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      unlock(form, held);
    });
  }

  function wrong(form, text) {
    form.elements.pin.value = "";
    document.getElementById("id_pin_error").hidden = false;
    form.querySelector("[data-wrong]").textContent = text;
    form.elements.pin.focus();
  }

  async function unlock(form, held) {
    try {
      const answer = await fetch(form.getAttribute("action"), {
        method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error", headers: { Accept: "application/json" },
      });
      if (answer.status === 422) return wrong(form, (await answer.json()).title);
      if (answer.status === 401) return signedOut();
      if (!answer.ok) throw new Error(String(answer.status));
      await Promise.allSettled(held.map((send) => send(form.elements.csrfmiddlewaretoken.value)));
      location.replace(location.pathname + location.search);
    } catch {
      wrong(form, document.querySelector("[data-lock]").dataset.off);
    }
  }

  // Too many wrong PINs. A page that holds something waits for a new sign-in (interview.js).
  function signedOut() {
    const waits = !document.dispatchEvent(new CustomEvent("session:over", { cancelable: true }));
    if (!waits) location.replace(location.pathname + location.search);
  }

  async function end() {
    over = true;
    if ("locks" in meta.dataset) return lock();
    await saveDrafts();
    // A page that still holds what could not be sent hides itself and keeps it (interview.js).
    if (!document.dispatchEvent(new CustomEvent("session:over", { cancelable: true }))) return;
    document.body.replaceChildren();
    location.replace(location.pathname + location.search);
  }

  function look() {
    if (over) return;
    const left = endsAt - Date.now();
    if (left <= ("locks" in meta.dataset ? -GRACE_MS : 0)) end();
    else if (left <= WARN_SECONDS * 1000 && !warned) ask();
  }

  part("stay").addEventListener("click", stay);
  // The server said that the session is locked already: this window slept.
  document.addEventListener("session:closed", () => { if (!over) end(); });
  // A saved draft is a request too and moves the end of the session.
  document.addEventListener("session:moved", (event) => {
    if (moved(event.detail)) channel?.postMessage(known);
  });
  // Esc means "I am here".
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && dialog.open) stay();
  });
  if (channel) channel.onmessage = (event) => moved(event.data);
  channel?.postMessage(known);
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_EVERY_MS);
})();
