/* The questions' part of the Import tab: which part is shown, the file's mapping, and one key per start. */
(() => {
  const KIND = "distiller_import";
  let key = null;

  function show(kind) {
    const chosen = kind === "questions" ? "questions" : "verbs";
    document.documentElement.dataset.import = chosen;
    for (const button of document.querySelectorAll("#import-kind [data-kind]")) {
      button.setAttribute("aria-pressed", String(button.dataset.kind === chosen));
    }
    return chosen;
  }
  const remembered = () => {
    try { return localStorage.getItem(KIND); } catch (error) { return null; }
  };
  document.documentElement.dataset.import = remembered() === "questions" ? "questions" : "verbs";

  const values = (form) => {
    const said = Object.fromEntries(new FormData(form));
    for (const box of form.querySelectorAll("input[type=checkbox][name]")) said[box.name] = box.checked;
    return said;
  };

  /* Further teachers: all on the network but the job's own; when they are asked, once one is ticked. */
  function others(form) {
    const all = form.querySelector("[data-others]");
    if (!all) return;
    const own = form.elements.provider.value;
    const choices = [...all.querySelectorAll("[data-other]")];
    all.hidden = !choices.some((choice) => choice.dataset.other === own);
    for (const choice of choices) {
      choice.hidden = choice.dataset.other === own;
      if (all.hidden || choice.hidden) choice.querySelector("input").checked = false;
    }
    all.querySelector("[data-failover]").hidden = !all.querySelector("input:checked");
  }
  /* What a batch is depends on the provider; one that answers at once makes none. */
  const offerBatch = (form) => {
    const label = form.querySelector("[data-batches]");
    const said = JSON.parse(label.dataset.batches)[form.elements.provider.value];
    label.hidden = !said;
    label.querySelector("span").textContent = said || "";
    if (!said) form.elements.batch.checked = false;
  };

  document.addEventListener("click", (event) => {
    // Gradio puts the file input beside the button, in its row
    const file = event.target.closest && event.target.closest("#questions-tools")
      && document.querySelector("#questions-tools input[type=file]");
    if (!file) return;
    file.accept = ".csv,.tsv,.json,.jsonl,.ndjson,.xml,.txt";
    file.value = "";   // the same file, changed since, can be chosen again
  }, true);

  const ready = setInterval(() => {
    if (!window.distiller) return;
    clearInterval(ready);
    distiller.questions = {
      kind(element, trigger) {
        show(remembered());
        const open = () => { if (document.documentElement.dataset.import === "questions") trigger("shown", {}); };
        document.addEventListener("click", (event) => { if (event.target.id === "open-import") open(); }, true);
        if (distiller.current() === "import") open();
        element.addEventListener("click", (event) => {
          const button = event.target.closest("[data-kind]");
          if (!button) return;
          const kind = show(button.dataset.kind);
          try { localStorage.setItem(KIND, kind); } catch (error) { /* it is not remembered, that is all */ }
          if (kind === "questions") trigger("shown", {});
        });
      },
      /* The file: a changed setting or mapping is looked at again, a button acts. */
      file(element, trigger) {
        let timer = null;
        const said = () => values(element.querySelector("form"));
        const busy = () => element.querySelector("form").setAttribute("aria-busy", "true");
        element.addEventListener("input", (event) => {
          if (event.target.name === "strict") return;
          clearTimeout(timer);
          const typed = event.target.type === "text";
          timer = setTimeout(() => { busy(); trigger("look", said()); }, typed ? 400 : 0);
        });
        element.addEventListener("submit", (event) => event.preventDefault());
        // a form that comes back as it was is not written anew: the result says that it is its turn again
        new MutationObserver(() => {
          if (!document.querySelector("#questions-result [data-ended]")) return;
          const form = element.querySelector("form");
          if (form) form.removeAttribute("aria-busy");
        }).observe(document.getElementById("questions-result"), { childList: true, subtree: true });
        element.addEventListener("click", (event) => {
          const button = event.target.closest("[data-act]");
          if (!button || element.querySelector("form[aria-busy]")) return;
          clearTimeout(timer);
          if (button.dataset.act !== "cancel") busy();
          trigger("act", { ...said(), act: button.dataset.act });
        });
      },
      /* Which questions are answered: the estimate follows the form. */
      ask(element, trigger) {
        let timer = null;
        let kept = null;   // what was chosen, for when the server writes the form anew
        const restore = () => {
          const form = element.querySelector("form");
          if (!form || !kept || form.dataset.restored) return;
          form.dataset.restored = "yes";
          for (const [name, value] of Object.entries(kept)) {
            const part = form.elements[name];
            const known = part && (part.tagName !== "SELECT" || [...part.options].some((o) => o.value === value));
            if (known && part.type === "checkbox") part.checked = value;
            else if (known) part.value = value;
          }
          others(form);
          offerBatch(form);
          trigger("look", values(form));
        };
        new MutationObserver(restore).observe(element, { childList: true, subtree: true });
        element.addEventListener("input", (event) => {
          const form = event.target.form;
          if (!form) return;
          key = null;
          form.dataset.restored = "yes";   // what stands in it now is what is wanted
          clearTimeout(timer);
          if (event.target.name === "provider") {
            const chosen = event.target.selectedOptions[0];
            form.elements.model.value = chosen.dataset.model;
            offerBatch(form);
          }
          others(form);
          kept = values(form);
          const typed = ["text", "search", "number", "textarea"].includes(event.target.type);
          timer = setTimeout(() => trigger("look", values(form)), typed ? 300 : 0);
        });
        element.addEventListener("submit", (event) => {
          event.preventDefault();
          const button = document.querySelector("#questions-estimate [data-start]");
          if (button.getAttribute("aria-disabled") === "true") return;
          clearTimeout(timer);
          button.setAttribute("aria-busy", "true");
          // the same key until something is changed or the start succeeded: a double click makes one job
          key = key || crypto.randomUUID();
          trigger("start", { ...values(event.target), key });
        });
      },
      started(id) {
        key = null;
        distiller.questions.ended();
        if (id) distiller.open("jobs", { job: id });
      },
      ended() {
        const button = document.querySelector("#questions-estimate [data-start]");
        if (button) button.removeAttribute("aria-busy");
      },
    };
  }, 20);
})();
