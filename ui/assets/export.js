/* The Export tab: the form goes into the address, and what it comes to is asked for. */
(() => {
  const ready = setInterval(() => {
    if (!window.distiller) return;
    clearInterval(ready);
    distiller.exporting = (element, trigger) => {
      let timer = null;
      const restrict = (form) => {
        const what = form.elements.what.value;
        for (const field of form.querySelectorAll("[data-for]")) {
          field.disabled = !field.dataset.for.split(" ").includes(what);
        }
      };
      // the form that the server writes when the tab opens may come after the first click: the address has the last word
      const agree = () => {
        const form = element.querySelector("form");
        if (!form || form.contains(document.activeElement) || distiller.current() !== "export") return;
        const query = distiller.query();
        const choose = (name, first) => {
          const value = query.get(name) || first;
          if (form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`)) form.elements[name].value = value;
        };
        choose("what", "verbs");
        choose("format", "jsonl");
        const { job, q, status } = form.elements;
        if ([...job.options].some((option) => option.value === (query.get("job") || ""))) job.value = query.get("job") || "";
        q.value = query.get("q") || "";
        status.checked = ["1", "true", "yes", "committed"].includes((query.get("status") || "").toLowerCase());
        restrict(form);
      };
      new MutationObserver(agree).observe(element, { childList: true, subtree: true });
      const look = (form) => {
        restrict(form);
        // a restriction that is disabled here is not in the form's data, and so not in the address
        const said = { what: "", format: "", job: "", q: "", status: "", ...Object.fromEntries(new FormData(form)) };
        distiller.setQuery({ tab: "export", ...said, q: said.q.trim() });
        const result = document.querySelector("#export-result .x-result");
        if (result) result.setAttribute("aria-busy", "true");
        trigger("look", {});
      };
      element.addEventListener("input", (event) => {
        const form = event.target.form;
        clearTimeout(timer);
        if (event.target.type === "search") timer = setTimeout(() => look(form), 200);
        else look(form);
      });
      element.addEventListener("submit", (event) => event.preventDefault());
    };
  }, 20);
})();
