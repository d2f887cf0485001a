// A file on a bad line: how much has gone, and after a break the form as it was with the file still chosen. Without
// script the form is sent as any other.
(() => {
  "use strict";
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const file = form.querySelector("input[type=file]");
  const sending = form.querySelector("[data-sending]");
  const bar = form.querySelector("progress");
  const share = form.querySelector("[data-sent-text]");
  const said = form.querySelector("[data-said]");
  const button = form.querySelector("button.btn");

  function show(busy) {
    sending.hidden = !busy;
    button.disabled = busy;
    said.textContent = "";
  }

  function progressed(event) {
    if (!event.lengthComputable) return;
    const percent = Math.floor((event.loaded / event.total) * 100);
    bar.value = percent;
    share.textContent = `${percent} %`;
  }

  // The page that came back: only its list of problems is taken over, so that the chosen file stays chosen.
  function problems(html) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const list = answer.querySelector("[data-errors]");
    const place = document.getElementById("problems");
    place.replaceChildren(...(list ? [document.adoptNode(list)] : []));
    place.hidden = !list;
    if (list) place.firstElementChild.focus();
    else said.textContent = form.dataset.broken;
  }

  function answered(request) {
    const next = request.status === 201 && request.getResponseHeader("Location");
    if (next) {
      location.assign(next);
      return;
    }
    show(false);
    problems(request.responseText);
  }

  form.addEventListener("submit", (event) => {
    const chosen = file.files[0];
    if (!chosen) return;
    event.preventDefault();
    if (chosen.size > Number(form.dataset.most)) {
      said.textContent = form.dataset.large;
      return;
    }
    show(true);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", progressed);
    request.addEventListener("load", () => answered(request));
    request.addEventListener("error", () => {
      show(false);
      said.textContent = form.dataset.broken;
    });
    request.open("POST", location.href);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.setRequestHeader("Accept", "text/html");
    request.send(new FormData(form));
  });
})();
