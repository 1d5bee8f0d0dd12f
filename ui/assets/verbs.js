/* The Verb database tab: clicks become events; what is shown is what the address says. */
(() => {
  const ready = setInterval(() => {
    if (!window.distiller) return;
    clearInterval(ready);
    const within = (id, selector) => document.querySelector(`#${id} ${selector}`);

    /* Search box and filter say what the address says. */
    function sync() {
      const query = distiller.query();
      const box = within("verbs-tools", ".v-search");
      if (box && document.activeElement !== box) box.value = query.get("q") || "";
      const only = query.get("status") || "";
      for (const button of document.querySelectorAll("#verbs-tools [data-only]")) {
        button.setAttribute("aria-pressed", String(button.dataset.only === only));
      }
    }
    document.addEventListener("click", (event) => {
      if (event.target.id === "open-verbs") sync();
    }, true);

    function tools(element, trigger) {
      let timer = null;
      const narrow = (change) => {
        clearTimeout(timer);
        // with what stands in the box now: a filter may be pressed before the typing has come through
        const q = element.querySelector(".v-search").value.trim();
        distiller.setQuery({ tab: "verbs", page: "", item: "", q, ...change });
        sync();
        trigger("look", {});
      };
      element.addEventListener("input", (event) => {
        if (!event.target.matches(".v-search")) return;
        clearTimeout(timer);
        timer = setTimeout(() => narrow({}), 180);
      });
      element.addEventListener("click", (event) => {
        const button = event.target.closest("[data-only]");
        if (button) narrow({ status: button.dataset.only });
      });
      sync();
    }

    function commit(element, trigger) {
      element.addEventListener("click", (event) => {
        const button = event.target.closest("[data-act]");
        if (!button || button.getAttribute("aria-disabled") === "true") return;
        const { act } = button.dataset;
        const panel = within("verbs-commit", ".v-groups");
        const data = { search: location.search, print: button.dataset.print || (panel && panel.dataset.print) || "" };
        if (act === "more") {
          // one group grows, the others stay as they are
          data.shown = { ...JSON.parse(panel.dataset.shown), [button.dataset.group]: Number(button.dataset.shown) };
        }
        if (act !== "more") {
          button.setAttribute("aria-disabled", "true");
          if (button.dataset.busy) button.textContent = button.dataset.busy;
        }
        trigger(act, data);
      });
    }

    function close(part) {
      part.querySelector("form").hidden = true;
      part.classList.remove("v-part--edited");
      const button = part.querySelector("[data-edit]:not([data-edit=cancel])");
      if (button) button.focus();
    }
    function view(element, trigger) {
      const act = (data) => trigger("act", data);
      element.addEventListener("click", (event) => {
        const edit = event.target.closest("[data-edit]");
        if (edit) {
          const part = edit.closest("[data-part]");
          const form = part.querySelector("form");
          if (edit.dataset.edit === "cancel") { form.reset(); close(part); return; }
          form.hidden = false;
          part.classList.add("v-part--edited");
          form.querySelector("input, textarea").focus();
          return;
        }
        const button = event.target.closest("[data-act]");
        if (!button || !confirm(button.dataset.sure)) return;
        act({ act: button.dataset.act, id: Number(button.dataset.id) });
      });
      element.addEventListener("submit", (event) => {
        event.preventDefault();
        const form = event.target;
        act({ act: form.dataset.save, id: Number(form.dataset.id), values: Object.fromEntries(new FormData(form)) });
      });
      element.addEventListener("keydown", (event) => {
        const form = event.target.closest("form[data-save]");
        if (!form) return;
        if (event.key === "Escape") { form.reset(); close(form.closest("[data-part]")); }
        if (event.key === "Enter" && event.target.tagName === "TEXTAREA") {
          event.preventDefault();
          form.requestSubmit();
        }
      });
    }

    function coverage(element, trigger) {
      element.addEventListener("toggle", (event) => {
        if (event.target.open && !("loaded" in event.target.dataset)) trigger("look", {});
      }, true);
    }

    // the file dialogue offers what can be imported; the server decides
    document.addEventListener("click", (event) => {
      if (!event.target.closest || !event.target.closest("#verbs-import-buttons")) return;
      const file = within("verbs-import-buttons", "input[type=file]");
      file.accept = ".jsonl,.ndjson,.json,.csv,text/csv";
      file.value = "";   // the same file, changed since, can be chosen again
    }, true);

    distiller.verbs = { tools, commit, view, coverage };
  }, 20);
})();
