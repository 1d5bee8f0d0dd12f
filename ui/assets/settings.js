/* The Settings tab: a test takes seconds, and other tests may end before it. */
(() => {
  const ready = setInterval(() => {
    if (!window.distiller) return;
    clearInterval(ready);
    distiller.teachers = (element, trigger) => {
      const asking = new Map();   // teacher -> how many tests it had when it was asked
      const agree = () => {
        for (const button of element.querySelectorAll("[data-test]")) {
          const { test, tests, busy } = button.dataset;
          if (asking.has(test) && asking.get(test) !== tests) asking.delete(test);
          const waits = asking.has(test);
          if (waits === (button.getAttribute("aria-disabled") === "true")) continue;
          button.dataset.label ||= button.textContent;
          button.setAttribute("aria-disabled", waits);   // not `disabled`: the focus would be lost
          button.textContent = waits ? busy : button.dataset.label;
        }
      };
      new MutationObserver(agree).observe(element, { childList: true, subtree: true });
      element.addEventListener("click", (event) => {
        const button = event.target.closest("[data-test]");
        if (!button || button.getAttribute("aria-disabled") === "true") return;
        asking.set(button.dataset.test, button.dataset.tests);
        agree();
        trigger("ask", { name: button.dataset.test });
      });
    };
  }, 20);
})();
