// Drafts: a form with data-draft="<key>" is posted two seconds after typing stops, when focus leaves a field and when
// the page goes away. The bar says Saving, Saved 12:04, or Not saved. The server keeps it; this page keeps nothing.
(() => {
  "use strict";
  const QUIET_MS = 2000;
  const ADDRESS = "/account/drafts/";
  const forms = [...document.querySelectorAll("form[data-draft]")];
  const place = document.getElementById("saved");
  const tab = { held: false, timer: 0, dirty: new Set(), busy: null, stale: false, at: "", unsaved: false };

  function say(kind, text, aloud) {
    if (!place) return;
    const shape = { done: "done", wait: "half", off: "stop" }[kind];
    place.className = kind === "done" ? "saved" : `saved saved--${kind}`;
    place.querySelector(".shape").className = `shape shape--${shape}`;
    place.querySelector(".shape").hidden = false;
    place.querySelector("[data-saved-text]").textContent = text;
    if (aloud) place.querySelector("[data-saved-said]").textContent = text;
  }

  function saving() {
    say("wait", place?.dataset.saving, false);
  }

  // A change of state is announced, not every save.
  function saved(at) {
    const changed = tab.unsaved || !tab.at;
    tab.at = at;
    tab.unsaved = false;
    say("done", `${place?.dataset.saved} ${at}`, changed);
  }

  function failed(newer) {
    const changed = !tab.unsaved;
    tab.unsaved = true;
    tab.stale = newer;
    say("off", newer ? place?.dataset.newer : place?.dataset.off, changed);
  }

  function fields(form) {
    const body = new URLSearchParams();
    const secret = new Set([...form.querySelectorAll("input[type=password]")].map((input) => input.name));
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !secret.has(name)) body.append(name, value);
    }
    body.append("_draft", form.dataset.draft);
    if (!body.has("_path")) body.append("_path", location.pathname);
    if (form.dataset.draftCase) body.append("_case", form.dataset.draftCase);
    if (form.dataset.draftSeen) body.append("_seen", form.dataset.draftSeen);
    return body;
  }

  async function post(form) {
    tab.dirty.delete(form);
    try {
      const answer = await fetch(ADDRESS, {
        method: "POST", body: fields(form), keepalive: true, redirect: "error", credentials: "same-origin",
        headers: { Accept: "application/json" },
      });
      if (answer.status === 409) return failed(true);
      if (answer.status === 423) document.dispatchEvent(new CustomEvent("session:closed"));
      if (!answer.ok) throw new Error(String(answer.status));
      const kept = await answer.json();
      if (kept.version !== undefined) form.dataset.draftSeen = kept.version;
      if (kept.ends_at) document.dispatchEvent(new CustomEvent("session:moved", { detail: kept.ends_at }));
      if (!tab.dirty.size) saved(kept.saved_at);
    } catch {
      tab.dirty.add(form);
      failed(false);
    }
  }

  // One post at a time, so that a later text is never overtaken by an earlier one.
  async function save() {
    clearTimeout(tab.timer);
    if (tab.busy) await tab.busy;
    if (tab.held || tab.stale || !tab.dirty.size) return;
    saving();
    tab.busy = Promise.all([...tab.dirty].map(post));
    await tab.busy;
    tab.busy = null;
  }

  function touched(event) {
    const form = event.target.form;
    if (!form?.dataset.draft) return;
    tab.dirty.add(form);
    if (!tab.unsaved && !tab.held) saving();
    clearTimeout(tab.timer);
    tab.timer = setTimeout(save, QUIET_MS);
  }

  function beacon() {
    for (const form of tab.dirty) navigator.sendBeacon(ADDRESS, fields(form));
    tab.dirty.clear();
  }

  if (!forms.length) return;
  document.addEventListener("input", touched);
  document.addEventListener("change", touched);
  document.addEventListener("focusout", (event) => {
    if (tab.dirty.has(event.target.form)) save();
  });
  document.addEventListener("submit", (event) => {
    clearTimeout(tab.timer);
    tab.dirty.delete(event.target);
  });
  document.addEventListener("page:leaving", (event) => {
    if (tab.dirty.size && !tab.stale) event.detail.push(save());
  });
  document.addEventListener("session:ending", (event) => {
    event.detail.push(save());
  });
  // The page locks (session.js): what is unsent is sent after the PIN, from where it was typed.
  document.addEventListener("session:locking", (event) => {
    if (tab.stale) return;
    for (const form of tab.dirty) {
      event.detail.push((token) => {
        form.querySelector("[name=csrfmiddlewaretoken]").value = token;
        return post(form);
      });
    }
    tab.held = tab.dirty.size > 0;
  });
  document.addEventListener("session:asked", (event) => {
    event.detail.unsaved = tab.unsaved || tab.dirty.size > 0;
    event.detail.forms = forms.length;
  });
  window.addEventListener("online", save);
  window.addEventListener("pagehide", () => { if (!tab.stale && !tab.held) beacon(); });
})();
