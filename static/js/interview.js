// A talk saves itself: each question two seconds after typing stops, on leaving a field and on leaving the page, by the
// same address that the button uses. What cannot be sent stays in this window and is tried again; two versions never
// overwrite each other silently; when the session is over the words are hidden, wait here, and are saved after sign-in.
(() => {
  "use strict";
  const QUIET_MS = 1500;
  const LONGEST_MS = 8000;
  const RETRY_MS = [2000, 5000, 10000, 20000];
  const BEACON_BYTES = 60000;
  const form = document.querySelector("form[data-talk]");
  const place = document.getElementById("saved");
  if (!form) return;

  const tab = { dirty: new Set(), since: 0, timer: 0, retry: 0, tries: 0, busy: null, sending: null, stopped: new Set(), unsaved: false, at: "", locked: null, hidden: false, left: false };
  const blocks = () => [...form.querySelectorAll("[data-ask]")];
  const block = (name) => blocks().find((found) => found.dataset.ask === name);
  const address = form.getAttribute("action");

  // ---- what the bar says ----
  function say(kind, text, aloud) {
    if (!place) return;
    const shape = { done: "done", wait: "half", off: "stop" }[kind];
    place.className = kind === "done" ? "saved" : `saved saved--${kind}`;
    place.querySelector(".shape").className = `shape shape--${shape}`;
    place.querySelector(".shape").hidden = false;
    place.querySelector("[data-saved-text]").textContent = text;
    if (aloud) place.querySelector("[data-saved-said]").textContent = text;
  }
  function saved(at) {
    const changed = tab.unsaved || !tab.at;
    tab.at = at;
    tab.unsaved = false;
    say("done", `${place?.dataset.saved} ${at}`, changed);
  }
  function unsaved(word, count) {
    const changed = !tab.unsaved;
    tab.unsaved = true;
    say(word === "kept" ? "wait" : "off", (place?.dataset[word] ?? "").replace("%s", count), changed);
  }
  const waiting = () => new Set([...tab.dirty, ...tab.stopped]).size;

  // ---- what is sent ----
  function fieldsOf(names) {
    const body = new FormData();
    for (const [name, value] of new FormData(form)) {
      const owner = names.find((one) => name.startsWith(`${one}-`));
      if (owner && typeof value === "string") body.append(name, value);
    }
    body.append("csrfmiddlewaretoken", token());
    return body;
  }
  const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const size = (body) => [...body].reduce((sum, [name, value]) => sum + name.length + new Blob([value]).size + 120, 0);

  async function post(body) {
    return fetch(address, {
      method: "POST", body, keepalive: size(body) < BEACON_BYTES, redirect: "error", credentials: "same-origin",
      headers: { Accept: "application/json" },
    });
  }

  // One request at a time, so that a later text is never overtaken by an earlier one.
  async function save() {
    clearTimeout(tab.timer);
    while (tab.busy) await tab.busy;
    if (!tab.dirty.size || tab.locked) return;
    tab.busy = send([...tab.dirty]);
    await tab.busy;
    tab.busy = null;
  }

  async function send(names) {
    for (const name of names) tab.dirty.delete(name);
    tab.since = 0;
    say("wait", place?.dataset.saving, false);
    try {
      const answer = await post(fieldsOf(names));
      if (answer.status === 423) return covered(names);
      if (answer.status === 401 || answer.status === 403) return lock(names, answer.status === 401);
      if (![200, 409, 422].includes(answer.status)) throw new Error(String(answer.status));
      heard(names, await answer.json());
    } catch {
      for (const name of names) tab.dirty.add(name);
      unsaved("kept", waiting());
      again();
    }
  }

  function again() {
    clearTimeout(tab.retry);
    tab.retry = setTimeout(save, RETRY_MS[Math.min(tab.tries++, RETRY_MS.length - 1)]);
  }

  // ---- what comes back ----
  function heard(names, kept) {
    tab.tries = 0;
    if (kept.ends_at) document.dispatchEvent(new CustomEvent("session:moved", { detail: kept.ends_at }));
    for (const name of names) {
      const found = block(name);
      if (!found) continue;
      const answer = kept.answers[name];
      if (answer) found.querySelector(`[name="${name}-version"]`).value = answer.version;
      const meaning = found.querySelector("[data-meaning]");
      if (meaning && answer) meaning.textContent = answer.meaning ?? "";
      refuse(found, kept.refused[name]);
      clash(found, kept.clashes[name]);
      if (kept.refused[name] || kept.clashes[name]) tab.stopped.add(name);
      else tab.stopped.delete(name);
    }
    if (Object.keys(kept.clashes).length) unsaved("newer", waiting());
    else if (tab.stopped.size) unsaved("refused", waiting());
    else if (!tab.dirty.size) saved(kept.saved_at);
    if (kept.shown.some((name) => !block(name))) fetchMore(kept.shown);
    for (const found of blocks()) hideUnasked(found, kept.shown);
  }

  function refuse(found, texts) {
    const line = found.querySelector("[data-refused]");
    line.hidden = !texts;
    line.querySelector("[data-refused-text]").textContent = (texts ?? []).join(" ");
    found.classList.toggle("field--error", Boolean(texts));
    if (texts && !found.contains(document.activeElement)) line.scrollIntoView({ block: "nearest" });
  }

  function clash(found, other) {
    const note = found.querySelector("[data-clash]");
    note.hidden = !other;
    if (!other) return;
    note.querySelector("[data-clash-by]").textContent = `${form.dataset.clashWords.replace("%s", other.by)}, ${other.at}`;
    note.querySelector("[data-clash-text]").textContent = other.theirs;
  }

  // A question whose condition no longer holds goes, unless something stands in it.
  function hideUnasked(found, shown) {
    if (found.closest("[data-questions]") === null || found.dataset.asked === undefined) return;
    found.hidden = !shown.includes(found.dataset.ask) && !tab.dirty.has(found.dataset.ask);
  }

  // An answer may bring up one more question: it is fetched and put in its place, and nothing else is touched.
  async function fetchMore(shown) {
    try {
      const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      let before = null;
      for (const name of shown) {
        const here = block(name);
        const there = fresh.querySelector(`[data-ask="${name}"]`);
        if (!here && there) {
          const whole = there.closest(".ask:not(fieldset)") ?? there;
          const top = before?.closest("[data-questions] > *");
          if (top) top.after(whole);
          else form.querySelector("[data-questions]").append(whole);
          there.dataset.asked = "";
        }
        before = block(name) ?? before;
      }
    } catch { /* the next save asks again */ }
  }

  // ---- the session is over, or somebody signed out in another tab ----
  function lock(names, signedOut) {
    for (const name of names) tab.dirty.add(name);
    if (signedOut) hide();
    else renew();
  }
  // The same person signed in again in another tab: this one needs its new token.
  async function renew() {
    unsaved("kept", waiting());
    try {
      const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = fresh.querySelector("form[data-talk]") && fresh.querySelector('meta[name="csrf-token"]');
      if (!found) { unsaved("off", waiting()); return; }
      document.querySelector('meta[name="csrf-token"]').content = found.content;
      form.querySelector("[name=csrfmiddlewaretoken]").value = found.content;
    } catch { /* tried again below */ }
    again();
  }
  // The session locked: session.js covers the page, asks for the PIN, and then sends what waits here.
  function covered(names) {
    for (const name of names) tab.dirty.add(name);
    document.dispatchEvent(new CustomEvent("session:closed"));
  }
  function hold() {
    clearTimeout(tab.timer);
    clearTimeout(tab.retry);
    tab.locked = fieldsOf([...new Set([...tab.dirty, ...tab.stopped])]);
  }
  async function sendHeld(token) {
    tab.locked.set("csrfmiddlewaretoken", token);
    const answer = await post(tab.locked);
    tab.left = true;
    return [200, 409, 422].includes(answer.status);
  }
  function hide() {
    if (tab.hidden) return;
    tab.hidden = true;
    tab.locked ??= fieldsOf([...new Set([...tab.dirty, ...tab.stopped])]);
    const text = { ...form.dataset };
    document.title = "";
    const view = document.createElement("main");
    const head = document.createElement("h1");
    const words = document.createElement("p");
    const link = document.createElement("a");
    head.textContent = text.locked;
    words.textContent = text.lockedText;
    link.textContent = text.lockedLink;
    link.href = text.signIn;
    link.target = "_blank";
    link.rel = "noopener";
    link.className = "btn";
    view.id = "main";
    view.className = "stack measure";
    view.append(head, words, link);
    document.body.replaceChildren(view);
    head.tabIndex = -1;
    head.focus();
    window.addEventListener("focus", unlock);
    setInterval(unlock, 5000);
  }
  // Signed in again in another tab: the page is asked for its new token, then what waits is sent.
  async function unlock() {
    if (!tab.locked || tab.busy) return;
    tab.busy = (async () => {
      try {
        const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (answer.redirected || !fresh.querySelector("form[data-talk]")) return;
        tab.locked.set("csrfmiddlewaretoken", fresh.querySelector('meta[name="csrf-token"]').content);
        const kept = await post(tab.locked);
        if (![200, 409, 422].includes(kept.status)) return;
        tab.left = true;
        location.replace(location.pathname);
      } catch { /* tried again in a moment */ }
    })();
    await tab.busy;
    tab.busy = null;
  }

  // ---- a file goes as soon as it is chosen; after a break it stays chosen, and its key makes two sendings one ----
  function sendUp(body, bar) {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100; });
      request.addEventListener("load", () => done(request));
      request.addEventListener("error", failed);
      request.open("POST", address);
      request.setRequestHeader("Accept", "application/json");
      request.send(body);
    });
  }

  async function addFile(input) {
    const found = input.closest("[data-ask]");
    const chosen = input.files[0];
    const said = found.querySelector("[data-said]");
    if (!chosen || tab.sending) return;
    said.textContent = chosen.size > Number(input.dataset.most) ? said.dataset.large : "";
    if (said.textContent) { input.value = ""; return; }
    tab.sending = sendFile(found, input, chosen, said);
    await tab.sending;
    tab.sending = null;
  }

  async function sendFile(found, input, chosen, said) {
    while (tab.busy) await tab.busy;
    const place = found.querySelector("[data-sending]");
    const name = found.dataset.ask;
    const body = fieldsOf([name]);
    body.append(input.name, chosen);
    place.hidden = false;
    tab.busy = (async () => {
      try {
        const answer = await sendUp(body, place.querySelector("progress"));
        if (answer.status === 401 || answer.status === 403) return lock([name], answer.status === 401);
        if (![200, 409, 422, 503].includes(answer.status)) throw new Error(String(answer.status));
        const kept = JSON.parse(answer.responseText);
        tab.dirty.delete(name);
        heard([name], kept);
        if (!kept.refused[name] && !kept.clashes[name]) await showFiles(found);
        else input.value = "";
      } catch { said.textContent = said.dataset.broken; }
    })();
    await tab.busy;
    tab.busy = null;
    place.hidden = true;
  }

  // The files of the answer as they stand now, with a new key for the next one.
  async function showFiles(found) {
    const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = fresh.querySelector(`[data-ask="${found.dataset.ask}"] [data-files]`);
    if (!there) return;
    found.querySelector("[data-files]").replaceWith(there);
    there.querySelector("[data-said]").textContent = there.querySelector("[data-said]").dataset.added;
    there.querySelector("input[type=file]").focus();
  }

  // ---- when ----
  function touched(event) {
    if (event.target.type === "file") {
      if (event.type === "change") addFile(event.target);
      return;
    }
    const found = event.target.closest?.("[data-ask]");
    if (!found || !form.contains(found)) return;
    if (event.type === "change" || event.target.type === "checkbox") tidy(event.target, found);
    tab.stopped.delete(found.dataset.ask);
    tab.dirty.add(found.dataset.ask);
    if (!tab.unsaved && !tab.locked) say("wait", place?.dataset.saving, false);
    tab.since = tab.since || Date.now();
    clearTimeout(tab.timer);
    const rest = LONGEST_MS - (Date.now() - tab.since);
    tab.timer = setTimeout(save, Math.max(0, Math.min(QUIET_MS, rest)));
  }
  // "None of these" rules out every other tick, and the other way round; one way out of a question at a time.
  function tidy(input, found) {
    if (input.type !== "checkbox" || !input.checked) return;
    const mark = input.name.endsWith("-mark") && input.value !== "story";
    for (const other of found.querySelectorAll(`input[type=checkbox][name="${input.name}"]`)) {
      if (other === input) continue;
      const rules = "alone" in input.dataset || "alone" in other.dataset || (mark && other.value !== "story");
      if (rules) other.checked = false;
    }
  }
  // The page goes away: what is dirty goes along, in a request that outlives it.
  function leave() {
    if (tab.left || tab.locked || !tab.dirty.size) return;
    const body = fieldsOf([...tab.dirty]);
    if (size(body) < BEACON_BYTES) tab.dirty.clear();
    post(body).catch(() => {});
  }

  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("focusout", (event) => {
    if (tab.dirty.has(event.target.closest?.("[data-ask]")?.dataset.ask)) save();
  });
  form.addEventListener("click", (event) => {
    const input = event.target.closest("[data-add]")?.closest("[data-files]").querySelector("input[type=file]");
    if (!input?.files.length) return;
    event.preventDefault();
    addFile(input);
  });
  // Who goes on while a file is still under way goes on when it has arrived.
  form.addEventListener("submit", (event) => {
    if (!tab.sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tab.sending.then(() => form.requestSubmit(event.submitter));
  });
  form.addEventListener("submit", () => { tab.left = true; clearTimeout(tab.timer); clearTimeout(tab.retry); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  document.addEventListener("page:leaving", (event) => {
    if (tab.sending) event.detail.push(tab.sending);
    if (tab.dirty.size) event.detail.push(save());
  });
  document.addEventListener("session:ending", (event) => { event.detail.push(save()); });
  document.addEventListener("session:asked", (event) => {
    event.detail.unsaved = event.detail.unsaved || tab.unsaved || tab.dirty.size > 0;
    event.detail.forms += 1;
  });
  document.addEventListener("session:locking", (event) => {
    if (!waiting()) return;
    hold();
    event.detail.push(sendHeld);
  });
  document.addEventListener("session:over", (event) => {
    if (!waiting()) return;
    event.preventDefault();
    hide();
  });
  window.addEventListener("online", save);
  window.addEventListener("pagehide", leave);
})();
