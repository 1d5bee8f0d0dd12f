/* The Import tab: counts while typing, one key per start. */
(() => {
  const MANY = 5000;
  let timer = null;
  let key = null;

  const box = () => document.querySelector("#import-text textarea");
  const check = () => {
    clearTimeout(timer);
    const button = document.getElementById("import-check");
    if (button) button.click();
  };
  function lines(text) {
    let count = 1;
    for (let at = text.indexOf("\n"); at !== -1 && count <= MANY; at = text.indexOf("\n", at + 1)) count += 1;
    return count;
  }

  document.addEventListener("input", (event) => {
    if (event.target !== box()) return;
    key = null;
    clearTimeout(timer);
    const pasted = event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop";
    if (pasted || lines(event.target.value) <= MANY) {
      timer = setTimeout(check, 350);
      return;
    }
    const note = document.querySelector("#import-counts [data-typing]");
    if (note) note.textContent = note.dataset.typing;
    timer = "blur";
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === box() && timer === "blur") { timer = null; check(); }
  });
  document.addEventListener("click", (event) => {
    // Gradio puts the file input beside the button, in its row
    const file = event.target.closest && event.target.closest("#import-tools")
      && document.querySelector("#import-tools input[type=file]");
    if (!file) return;
    file.accept = ".txt,.csv,text/plain,text/csv";
    file.value = "";   // the same file, changed since, can be chosen again
  }, true);

  const ready = setInterval(() => {
    if (!window.distiller) return;
    clearInterval(ready);
    /* The last input is the key of this start: the same until something is typed or the start succeeded, so that a
       double click, or a repeated request, makes one job. */
    distiller.starting = (inputs) => {
      clearTimeout(timer);
      key = key || crypto.randomUUID();
      inputs[inputs.length - 1] = key;
      const button = document.getElementById("import-start");
      if (button) button.setAttribute("aria-busy", "true");
      return inputs;
    };
    distiller.started = (id) => {
      key = null;
      distiller.startEnded();
      distiller.open("jobs", { job: id });
    };
    distiller.startEnded = () => {
      const button = document.getElementById("import-start");
      if (button) button.removeAttribute("aria-busy");
    };
  }, 20);
})();
