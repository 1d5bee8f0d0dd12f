/* What all tabs share in the browser: the address and the tabs, times in the reader's zone, the language switch.

   The address says what is shown: ?tab=&job=&status=&findings=&q=&item=. A link `<a href="?tab=review&job=3" data-go>`
   opens a tab without loading the page again; `distiller.open("review", {job: 3})` does the same. Each time a tab is
   opened (first load, click, link, back button) its hidden button `#open-<tab>` is clicked, which runs the handler
   that the tab registered with `shell.on_open`. */
(() => {
  if (window.distiller) return;
  const TABS = ["import", "jobs", "review", "verbs", "export", "settings"];
  const query = () => new URLSearchParams(location.search);
  const current = () => (TABS.includes(query().get("tab")) ? query().get("tab") : TABS[0]);

  function write(params, push) {
    const text = params.toString();
    const url = location.pathname + (text ? "?" + text : "");
    if (url !== location.pathname + location.search) history[push ? "pushState" : "replaceState"](null, "", url);
  }
  function notify(name) {
    const button = document.getElementById("open-" + name);
    if (button) button.click();
  }
  function show(name) {
    const tab = document.querySelector(`#tabs button[role=tab][data-tab-id="${name}"]`);
    if (tab && tab.getAttribute("aria-selected") !== "true") {
      showing = true;
      tab.click();
      showing = false;
    }
    if (tab) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    notify(name);
  }
  let showing = false;

  const distiller = (window.distiller = {
    /* Open a tab with these filters; those left out are dropped. */
    open(name, params = {}) {
      const next = new URLSearchParams({ tab: name });
      for (const [key, value] of Object.entries(params)) if (value !== null && value !== "") next.set(key, value);
      write(next, true);
      show(name);
    },
    /* Change parts of the address without opening anything; null or "" removes a part. */
    setQuery(params) {
      const next = query();
      for (const [key, value] of Object.entries(params)) {
        if (value === null || value === "") next.delete(key);
        else next.set(key, value);
      }
      write(next, false);
    },
    query,
    current,
    /* Times as the reader reads them: <time datetime="2026-11-20T10:00:00Z" data-time>. */
    times(root = document) {
      const language = document.documentElement.lang || "en";
      for (const node of root.querySelectorAll("time[data-time]")) {
        const at = new Date(node.dateTime);
        if (isNaN(at)) continue;
        const today = new Date().toDateString() === at.toDateString();
        const timeStyle = node.dataset.time === "seconds" ? "medium" : "short";
        const form = today ? { timeStyle } : { dateStyle: "medium", timeStyle };
        const text = at.toLocaleString(language, form);
        if (node.textContent !== text) node.textContent = text;
        node.title = at.toLocaleString(language, { dateStyle: "full", timeStyle: "long" });
      }
    },
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-go], a[data-language]");
    if (link && link.dataset.language) {
      document.cookie = `distiller_lang=${link.dataset.language}; path=/; max-age=31536000; samesite=lax`;
      const kept = query();
      kept.delete("lang");
      link.href = `/${link.dataset.language}/` + (kept.toString() ? "?" + kept : "");
      return;
    }
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      const params = Object.fromEntries(new URLSearchParams(link.getAttribute("href").split("?")[1] || ""));
      const name = params.tab || current();
      delete params.tab;
      distiller.open(name, params);
      return;
    }
    const tab = event.target.closest && event.target.closest("#tabs button[role=tab]");
    if (tab && !showing && tab.getAttribute("aria-selected") !== "true") {
      const name = tab.dataset.tabId;
      write(new URLSearchParams({ tab: name }), true);
      setTimeout(() => notify(name), 0);   // after Gradio has put the tab's content into the page
    }
  }, true);

  // arrow keys between tabs, as a tab list promises
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest && event.target.closest("#tabs button[role=tab]");
    if (!tab || !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    const all = [...document.querySelectorAll("#tabs > .tab-wrapper button[role=tab]")];
    const at = all.indexOf(tab);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    event.preventDefault();
    all[(to + all.length) % all.length].focus();
  });

  window.addEventListener("popstate", () => show(current()));

  // keyboard focus survives a list that the server writes anew: what had it is marked by data-key
  let focused = null;
  document.addEventListener("focusin", (event) => { focused = event.target.closest("[data-key]"); });
  document.addEventListener("focusout", (event) => { if (event.relatedTarget) focused = null; });
  // and so do the parts that were folded open or shut
  const folded = new Map();
  document.addEventListener("toggle", (event) => {
    if (event.target.dataset && event.target.dataset.key) folded.set(event.target.dataset.key, event.target.open);
  }, true);
  // Gradio titles its messages in English whatever the page's language
  function titles() {
    const header = document.querySelector("[data-toasts]");
    const words = header ? JSON.parse(header.dataset.toasts) : {};
    for (const title of document.querySelectorAll(".toast-title")) {
      const text = title.firstChild;
      const word = text && words[text.data && text.data.trim()];
      if (word) text.data = word + " ";
    }
  }
  new MutationObserver(() => {
    distiller.times();
    if (document.querySelector(".toast-title")) titles();
    for (const node of document.querySelectorAll("details[data-key]")) {
      if (folded.has(node.dataset.key) && node.open !== folded.get(node.dataset.key)) node.open = folded.get(node.dataset.key);
    }
    if (focused && !focused.isConnected && document.activeElement === document.body) {
      const again = document.querySelector(`[data-key="${CSS.escape(focused.dataset.key)}"]`);
      if (again) again.focus({ preventScroll: true });
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  // the first tab is opened as soon as Gradio has drawn the page
  const waiting = setInterval(() => {
    if (!document.getElementById("open-" + TABS[0]) || !document.querySelector("#tabs button[role=tab]")) return;
    clearInterval(waiting);
    document.documentElement.dataset.ready = "yes";
    state();
    show(current());
  }, 40);

  // one look at the program every few seconds: whoever stopped it, or filled its disk, should not wonder why nothing
  // happens
  let silent = 0;
  async function state() {
    if (document.hidden) return;
    let said = {};
    try {
      const answer = await fetch(`/state/${document.documentElement.lang}`, { cache: "no-store" });
      silent = answer.ok ? 0 : silent + 1;
      if (answer.ok) said = await answer.json();
    } catch (error) {
      silent += 1;
    }
    const lost = document.getElementById("connection-lost");
    if (lost) lost.hidden = silent < 2;
    const trouble = document.getElementById("trouble");
    if (!trouble || silent) return;
    trouble.hidden = !said.trouble;
    if (trouble.textContent !== said.trouble) trouble.textContent = said.trouble;
  }
  setInterval(state, 5000);
  document.addEventListener("visibilitychange", state);   // who comes back to the page should not wait for it
})();
