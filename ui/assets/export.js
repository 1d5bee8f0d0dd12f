/* The Export tab: the form goes into the address, and what it comes to is asked for. */
(() => {
  const ready = setInterval(() => {
    if (!window.distiller) return;
    clearInterval(ready);
    distiller.exporting = (element, trigger) => {
      let timer = null;
      // what a field is about: kinds (data-for) and shapes; one that means nothing is disabled, so not in the form's data
      const restrict = (form) => {
        const what = form.elements.what.value;
        const shape = form.elements.shape;
        const pairs = what === "preferences";
        for (const option of shape.options) {
          option.hidden = option.disabled = pairs && !["preferences", "records"].includes(option.value);
        }
        if (shape.selectedOptions[0]?.disabled) shape.value = "preferences";
        const applies = (field) => {
          const { for: kinds, shapes, notShapes } = field.dataset;
          if (!kinds.split(" ").includes(what)) return false;
          if (shapes && !shapes.split(" ").includes(shape.value)) return false;
          return !(notShapes && notShapes.split(" ").includes(shape.value));
        };
        for (const field of form.querySelectorAll("[data-for]")) {
          if (field.tagName === "FIELDSET") {
            field.hidden = !applies(field);
            continue;
          }
          field.disabled = !applies(field);
          if (field.closest(".x-dataset")) field.closest("label").hidden = field.disabled;
        }
        const verdict = form.elements.verdict;
        const rejected = [...verdict.options].find((option) => option.value === "rejected");
        rejected.hidden = rejected.disabled = !(what === "answers" && shape.value === "records");
        if (rejected.disabled && verdict.value === "rejected") verdict.value = "approved";
      };
      const shapes = { answers: "records", training: "openai-chat", preferences: "preferences" };
      const plain = ["product", "category", "model", "reviewer", "since", "until", "agreement", "split", "seed"];
      // the form that the server writes when the tab opens may come after the first click: the address has the last word
      const agree = () => {
        const form = element.querySelector("form");
        if (!form || distiller.current() !== "export") return;
        const query = distiller.query();
        const typing = (field) => field === document.activeElement && field.type !== "radio"; // the address is a word behind
        const choose = (name, first) => {
          const value = query.get(name) || first;
          if (form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`)) form.elements[name].value = value;
        };
        const pick = (name, first) => {
          const field = form.elements[name];
          if (typing(field)) return;
          const value = query.get(name) || first;
          if (!field.options || [...field.options].some((option) => option.value === value)) field.value = value;
        };
        choose("what", "verbs");
        choose("format", "jsonl");
        pick("job", "");
        pick("shape", shapes[form.elements.what.value] || "records");
        pick("style", "messages");
        pick("verdict", "approved");
        for (const name of plain) pick(name, "");
        const { q, status } = form.elements;
        if (!typing(q)) q.value = query.get("q") || "";
        if (!typing(status)) status.checked = ["1", "true", "yes", "committed"].includes((query.get("status") || "").toLowerCase());
        restrict(form);
      };
      new MutationObserver(agree).observe(element, { childList: true, subtree: true });
      const look = (form) => {
        restrict(form);
        // a restriction that is disabled here is not in the form's data, and so not in the address
        const none = Object.fromEntries(["what", "format", "job", "q", "status", "shape", "style", "verdict", ...plain].map((name) => [name, ""]));
        const said = { ...none, ...Object.fromEntries(new FormData(form)) };
        distiller.setQuery({ tab: "export", ...said, q: said.q.trim() });
        const result = document.querySelector("#export-result .x-result");
        if (result) result.setAttribute("aria-busy", "true");
        trigger("look", {});
      };
      element.addEventListener("input", (event) => {
        const form = event.target.form;
        clearTimeout(timer);
        if (event.target.name === "what" && shapes[event.target.value]) form.elements.shape.value = shapes[event.target.value];
        if (["search", "text", "number"].includes(event.target.type)) timer = setTimeout(() => look(form), 200);
        else look(form);
      });
      element.addEventListener("submit", (event) => event.preventDefault());
    };
  }, 20);
})();
