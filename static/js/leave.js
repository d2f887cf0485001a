// Leave now: the page goes blank, unsent drafts are saved, the session is ended by a beacon, and the neutral
// page takes this page's place in the history. Without script the link opens /leave/, which does the same.
(() => {
  "use strict";
  const TWICE_WITHIN_MS = 1000;
  const WAIT_FOR_DRAFTS_MS = 400;
  const link = document.querySelector(".leave");
  let lastEscape = -Infinity;
  let leaving = false;

  function blank() {
    document.title = "";
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    document.body.hidden = true;
    document.body.replaceChildren();
  }

  function endSession(address, token) {
    navigator.sendBeacon(address, new URLSearchParams({ csrfmiddlewaretoken: token }));
  }

  // A listener that still has something to save puts a promise into `waiting` (drafts.js).
  async function leave() {
    if (leaving) return;
    leaving = true;
    const address = link.getAttribute("href");
    const target = link.dataset.leaveUrl || address;
    const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
    const waiting = [];
    document.dispatchEvent(new CustomEvent("page:leaving", { detail: waiting }));
    blank();
    if (waiting.length) {
      await Promise.race([Promise.allSettled(waiting), new Promise((done) => setTimeout(done, WAIT_FOR_DRAFTS_MS))]);
    }
    endSession(address, token);
    location.replace(target);
  }

  if (!link) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  // Only the second Esc within a second leaves; one alone belongs to menus, date fields and screen readers.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - lastEscape <= TWICE_WITHIN_MS) leave();
    lastEscape = event.timeStamp;
  }, true);
  // A page that the browser kept in memory must not come back with its content.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
