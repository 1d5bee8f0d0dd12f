/* The Export tab: the form goes into the address, and what it comes to is asked for. */
(() => {
  const ready = setInterval(() => {
    if (!window.distiller) return;
    clearInterval(ready);
    distiller.exporting = (element, trigger) => {
      let timer = null;
      const look = (form) => {
        const what = form.elements.what.value;
        for (const field of form.querySelectorAll("[data-for]")) {
          field.disabled = !field.dataset.for.split(" ").includes(what);
        }
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
