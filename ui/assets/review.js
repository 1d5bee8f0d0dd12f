/* The Review tab in the browser: asks, waits for the answer, shows it. No decision is made here and nothing is kept
   here that matters: the address says what is shown, the store says what was decided.

   One request about the card is on its way at a time. A key pressed meanwhile waits, and is taken for what is on the
   screen when its turn comes, so that fast keys are neither lost nor applied to the wrong card. An error empties the
   line of waiting keys. What stands beside the card (list, progress) has a line of its own and never delays a decision. */
(() => {
  const distiller = window.distiller;
  if (!distiller || distiller.review) return;
  const ANSWER_MS = 15000;   // after this the screen says that it does not know
  const POLL_MS = 2500;      // while a teacher is still at work on the card, or there is no card yet
  const STATUSES = ["to_review", "approved", "rejected", "committed", "empty", "invalid", "all"];
  const NO_FILTER = { job: null, status: "to_review", findings: "", q: "", category: "" };

  let stage = null;          // {root, trigger, texts}
  let filter = { ...NO_FILTER };
  let item = null, job = null, selected = null, offset = 0, openedBefore = false;

  const place = (name) => stage.root.querySelector(`[data-place="${name}"]`);
  const cardNode = () => place("card").querySelector(".rv-card");
  const parts = () => [...place("card").querySelectorAll(".rv-part[data-kind]")];
  const responses = () => [...place("card").querySelectorAll(".rv-part[data-part]")];
  const keyOf = (part) => (part ? part.dataset.part || "item-" + part.dataset.item : null);
  const visible = () => Boolean(stage && stage.root.isConnected && stage.root.offsetParent !== null);
  const dialogOpen = () => Boolean(stage.root.querySelector("dialog[open]"));
  const editing = () => distiller.reviewEdit.current();
  const text = (name, params = {}) =>
    Object.entries(params).reduce((all, [key, value]) => all.replace(`{${key}}`, value), stage.texts[name] || name);

  /* --- asking about the card ------------------------------------------------------------------------------- */

  const waiting = [];
  let asked = null, seq = 0, uncertain = false;

  function ask(make) {
    if (waiting.length < 100) waiting.push(make);
    next();
  }
  function next() {
    while (!asked && waiting.length) {
      const request = waiting.shift()();
      if (!request) continue;
      seq += 1;
      asked = { seq, request, timer: setTimeout(lost, ANSWER_MS) };
      stage.root.dataset.busy = request.event;
      stage.trigger(request.event, { ...request.data, seq, filter });
    }
  }
  function lost() {
    asked = null;
    waiting.length = 0;
    uncertain = true;
    if (editing()) editing().sent = false;
    delete stage.root.dataset.busy;
    tell(text("lost"), "bad");
  }
  function answered(value) {
    const answer = value ? JSON.parse(value) : {};
    if (!asked || answer.seq !== asked.seq) return;
    const { request, timer } = asked;
    clearTimeout(timer);
    asked = null;
    delete stage.root.dataset.busy;
    if (answer.error && editing()) editing().sent = false;
    if (answer.error) waiting.length = 0;
    else if (request.event === "decide" || uncertain) tell("");
    uncertain = false;
    if (answer.error && request.event === "decide" && editing() && editing().told) editing().told({ path: answer.path, message: answer.error });
    if (answer.card !== undefined) show(answer, request);
    const kept = answer.error && answer.card !== undefined && keep(request);
    if (answer.error) tell(answer.error + (kept ? " " + text("kept") : ""), answer.stale ? "warn" : "bad");
    if (answer.note || answer.done) note(answer.note || answer.done);
    say([answer.error, answer.done, answer.note, answer.moved ? answer.announce : ""].filter(Boolean).join(" "));
    if (request.event === "decide" && !answer.error) decided(request.data);
    if (answer.gone) ask(() => ({ event: "show", data: {} }));
    next();
  }
  /* A refused decision brought a newer card: what was typed is opened again on it, to be looked at and saved again. */
  function keep({ data }) {
    const { action, payload, text: words } = data;
    const all = parts();
    const kind = payload && ("form" in payload ? "answer" : "sentence" in payload ? "sentence" : "forms");
    const part = all.find((one) => one.dataset.part === String(data.response))
      || all.find((one) => one.dataset.item && one.dataset.item === String(data.item))
      || (payload && all.find((one) => one.dataset.kind === kind && one.dataset.n === data.n));
    if (!part || editing()) return false;
    if (payload && part.dataset.item) ACTS.write(part);
    else if (payload && payload.form) ACTS.edit(part);
    else if (payload) distiller.reviewEdit.edit(part, payload, save(part));
    else if (words && ["reject", "rerun"].includes(action)) {
      distiller.reviewEdit.line(part, action, (said) => judge(action, part, said));
    } else return false;
    select(part, false);
    if (payload && payload.form) editing().refill(payload.form);
    else for (const [name, value] of Object.entries(payload || { text: words })) editing().fill(name, value);
    return true;
  }
  const load = (card) => ask(() => ({ event: "show", data: { card } }));
  const decide = (action, data = {}) => ({ event: "decide", data: { action, card: item, ...data } });

  /* --- asking about the rest ------------------------------------------------------------------------------- */

  let looking = null, lookSeq = 0, wanted = {}, lookTimer = null;

  function look(what, delay = 0) {
    wanted = { ...wanted, ...what };
    clearTimeout(lookTimer);
    lookTimer = setTimeout(sendLook, delay);
  }
  function sendLook() {
    if (looking || !stage || !Object.keys(wanted).length) return;
    lookSeq += 1;
    looking = { seq: lookSeq, timer: setTimeout(() => { looking = null; }, ANSWER_MS) };
    const data = { offset, ...wanted, seq: lookSeq, filter };
    wanted = {};
    stage.trigger("look", data);
  }
  function beside(value) {
    const answer = value ? JSON.parse(value) : {};
    if (!looking || answer.seq !== looking.seq) return;
    clearTimeout(looking.timer);
    looking = null;
    if (answer.error) tell(answer.error, "bad");
    if (answer.progress !== undefined) { place("progress").innerHTML = answer.progress; pace(); }
    if (answer.list !== undefined) { place("list").innerHTML = answer.list; offset = answer.offset; mark(); }
    if (answer.jobs !== undefined) jobs(answer);
    if (answer.checked && editing() && editing().id === answer.checked.edit) editing().told(answer.checked);
    if (answer.clean !== undefined) confirm(answer);
    if (answer.raw !== undefined) raw(answer);
    if (answer.history !== undefined) history(answer);
    sendLook();
  }
  function jobs({ jobs: options, categories }) {
    const [control, category] = ["job", "category"].map((name) => stage.root.querySelector(`[data-filter="${name}"]`));
    if (control !== document.activeElement) {
      control.innerHTML = options;
      control.value = filter.job === null ? "" : String(filter.job);
    }
    if (category === document.activeElement) return;
    category.innerHTML = categories;
    category.value = filter.category;
    category.closest("label").hidden = !categories;
  }
  function raw(answer) {
    const button = place("card").querySelector(`[data-act="raw"][data-item="${answer.item}"]`);
    if (!button) return;
    button.closest("section").querySelector(".rv-raw-place").innerHTML = answer.raw;
    button.setAttribute("aria-expanded", "true");
  }

  function history(answer) {
    const node = place("card").querySelector(".rv-history-place");
    if (node && answer.of === item) node.innerHTML = answer.history;
  }

  /* --- showing --------------------------------------------------------------------------------------------- */

  let shown = "";

  function show(answer, request) {
    const moved = answer.item !== item || answer.item === null;
    if (request.quiet && shown === answer.card) return;
    const focus = focused();
    distiller.reviewEdit.forget();
    const before = responses().map(keyOf);
    const unfolded = moved ? [] : [...place("card").querySelectorAll("details.rv-more[open] > summary")].map((one) => one.textContent);
    place("card").innerHTML = shown = answer.card;
    for (const fold of place("card").querySelectorAll("details.rv-more > summary")) {
      if (unfolded.includes(fold.textContent)) fold.parentElement.open = true;
    }
    answer.moved = moved;
    item = answer.item;
    if (answer.job) job = answer.job;
    select(choose(moved, request, before), false);
    label();
    mark();
    address();
    if (moved && !request.quiet) upwards();
    refocus(focus, moved);
    if (moved || request.quiet) look({ list: true, progress: true }, 250);
  }
  /* Which part is selected on a card that comes up: the same; after a decision on it the next undecided one. */
  function choose(moved, request, before) {
    const now = responses();
    const undecided = now.filter((part) => part.dataset.state === "undecided");
    if (moved) return undecided[0] || parts()[0];
    const same = parts().find((part) => keyOf(part) === selected);
    const on = String(request.data.response || "");
    if (same && on === selected && ["approve", "reject"].includes(request.data.action)) {
      const at = now.indexOf(same);
      return undecided.find((part) => now.indexOf(part) > at) || undecided[0] || same;
    }
    if (request.data.action === "write") return now.find((part) => !before.includes(keyOf(part))) || parts()[0];
    return same || undecided[0] || parts()[0];
  }
  function select(part, focus = true) {
    for (const other of parts()) other.removeAttribute("aria-current");
    selected = keyOf(part);
    if (!part) return;
    part.setAttribute("aria-current", "true");
    if (!focus) return;
    part.focus({ preventScroll: true });
    part.scrollIntoView({ block: "nearest" });
  }
  const selectedPart = () => parts().find((part) => keyOf(part) === selected) || null;

  function label() {
    const open = responses().filter((part) => part.dataset.state === "undecided").length;
    const which = !open ? "go-on" : open === responses().length ? "approve-card" : "approve-rest";
    for (const node of stage.root.querySelectorAll("[data-label]")) node.hidden = node.dataset.label !== which;
    for (const name of ["approve_card", "all", "previous", "next"]) {
      for (const button of stage.root.querySelectorAll(`:is(.rv-bar, .rv-above) [data-act="${name}"]`)) button.disabled = item === null;
    }
  }
  function mark() {
    for (const button of place("list").querySelectorAll("[data-to]")) {
      if (Number(button.dataset.to) !== item) { button.removeAttribute("aria-current"); continue; }
      button.setAttribute("aria-current", "true");
      const [box, line] = [button.closest(".rv-cards").getBoundingClientRect(), button.getBoundingClientRect()];
      if (line.top < box.top || line.bottom > box.bottom) button.closest(".rv-cards").scrollTop += line.top - box.top - 80;
    }
  }
  function address() {
    if (distiller.current() !== "review") return;
    const status = filter.status === "to_review" ? null : filter.status;
    const { job: of, findings, q, category } = filter;
    distiller.setQuery({ tab: "review", job: of, status, findings, category, q, item });
  }
  function upwards() {
    const top = stage.root.querySelector(".rv-main").getBoundingClientRect().top;
    if (top < 0) stage.root.querySelector(".rv-main").scrollIntoView({ block: "start" });
  }
  /* Where the keyboard was within the card, so that it is there again after the card was written anew. */
  function focused() {
    const node = document.activeElement;
    if (!node || node === document.body) return { nowhere: true };
    if (!place("card").contains(node)) return null;
    return { act: node.dataset.act, part: keyOf(node.closest(".rv-part")) };
  }
  function refocus(focus, moved) {
    if (!focus || dialogOpen()) return;
    const part = parts().find((one) => keyOf(one) === focus.part);
    const same = !moved && part && focus.act && part.querySelector(`[data-act="${focus.act}"]`);
    const target = same || selectedPart() || place("card").querySelector("h2, a");
    if (target && !focus.nowhere) target.focus({ preventScroll: true });
  }
  function say(words) {
    if (!words) return;
    const live = place("live");
    live.textContent = live.textContent === words ? words + "\u00a0" : words;
  }
  function tell(words, tone = "") {
    const node = place("message");
    node.textContent = words;
    node.className = "rv-message" + (tone ? " rv-message--" + tone : "");
    node.hidden = !words;
  }
  let noteTimer = null;
  function note(words) {
    const node = place("note");
    node.textContent = words;
    clearTimeout(noteTimer);
    noteTimer = setTimeout(() => { node.textContent = ""; }, 5000);
  }

  /* --- pace of this session -------------------------------------------------------------------------------- */

  const handled = new Map();
  function decided(data) {
    if (data.action === "undo") handled.delete(item);
    else if (data.action === "approve_card") handled.set(data.card, performance.now());
    look({ list: true, progress: true }, 400);
  }
  function pace() {
    const node = place("pace");
    const times = [...handled.values()].sort((a, b) => a - b);
    if (!node || times.length < 3) return;
    const recent = times.filter((at) => at > times[times.length - 1] - 600000);
    const minutes = Math.max((recent[recent.length - 1] - recent[0]) / 60000, 1 / 60);
    node.textContent = text("pace", { count: times.length, rate: Math.round((recent.length - 1) / minutes) });
  }

  /* --- what can be done ------------------------------------------------------------------------------------ */

  function judge(action, part, words = "") {
    const key = keyOf(part);
    ask(() => {
      const now = responses().find((one) => keyOf(one) === key);
      const done = { approve: "approved", reject: "rejected" }[action];
      if (!now || (now.dataset.state === done && !words)) return null;
      return decide(action, { response: Number(now.dataset.part), version: Number(now.dataset.version), text: words });
    });
  }
  const ACTS = {
    approve_card() {
      ask(() => {
        if (item === null) return null;
        if (!responses().some((part) => part.dataset.state === "undecided")) {
          return { event: "show", data: { action: "go_on", card: item } };
        }
        const versions = Object.fromEntries(responses().map((p) => [p.dataset.part, Number(p.dataset.version)]));
        return decide("approve_card", { versions });
      });
    },
    approve(part) { if (part && part.dataset.part) judge("approve", part); },
    reject(part) { if (part && part.dataset.part) judge("reject", part); },
    reason(part) {
      if (part && part.dataset.part) distiller.reviewEdit.line(part, "reject", (words) => judge("reject", part, words));
    },
    rerun(part) {
      if (part && part.dataset.item) ACTS.retry(part);
      else if (part) distiller.reviewEdit.line(part, "rerun", (words) => judge("rerun", part, words));
    },
    edit(part) {
      if (part && part.dataset.item) (part.querySelector('[data-act="correct"]') ? ACTS.correct : ACTS.write)(part);
      else if (part && part.dataset.kind === "answer") distiller.reviewEdit.form(part, save(part), check);
      else if (part) distiller.reviewEdit.edit(part, {}, save(part));
    },
    correct(part, button) {
      const host = part || button.closest("section");
      const id = Number(host.dataset.item);
      distiller.reviewEdit.correct(host, (reply) => ask(() => decide("correct", { item: id, reply })));
    },
    use(part, button) {
      const { field, value } = button.dataset;
      distiller.reviewEdit.edit(part, { [field]: value, sentence: corrected(part, field, value) }, save(part), field);
    },
    retry(part, button) {
      const id = Number((button || part).dataset.item);
      ask(() => decide("retry", { item: id }));
    },
    write(part, button) {
      const { item: id, product } = (button || part).dataset;
      const host = button && !part ? button.closest("section") : part || button.closest("section");
      const send = (payload, approve) => ask(() => decide("write", { item: Number(id), payload, approve }));
      if (product === "answer") distiller.reviewEdit.form(host, send, check);
      else distiller.reviewEdit.write(host, product, send);
    },
    raw(part, button) {
      const there = button.closest("section").querySelector(".rv-raw-place");
      if (there.innerHTML) { there.innerHTML = ""; button.setAttribute("aria-expanded", "false"); return; }
      look({ raw: true, item: Number(button.dataset.item) });
    },
    undo() { ask(() => decide("undo")); },
    previous() { ask(() => item !== null && { event: "show", data: { action: "previous", card: item } }); },
    next() { ask(() => item !== null && { event: "show", data: { action: "next", card: item } }); },
    jump(part, button) { load(Number(button.dataset.to)); },
    page(part, button) { offset = Number(button.dataset.offset); look({ list: true }); },
    all() { if (job !== null) look({ clean: true, job }); },
    approve_all(part, button) {
      button.closest("dialog").close();
      const data = { job: Number(button.dataset.job), expected: Number(button.dataset.count) };
      ask(() => decide("approve_all", data));
    },
    close(part, button) { button.closest("dialog").close(); },
    help() { place("help").showModal(); },
  };
  const check = (edit, form, delay) => look({ check: true, form_of: item, payload: { form }, edit }, delay);
  /* The sentence of a part with the form that was expected in the place of its marks; as it is where they do not fit. */
  function corrected(part, field, value) {
    const place = part.querySelector(".rv-text");
    if (!place) return undefined;
    const copy = place.cloneNode(true);
    const marks = [...copy.querySelectorAll(field === "vd_hulpwerkwoord" ? "u" : "mark")];
    const words = value.split(" ");
    if (words.length !== marks.length) return part.dataset.text;
    marks.forEach((mark, at) => {
      const capital = /^\p{Lu}/u.test(mark.textContent);
      mark.textContent = capital ? words[at][0].toUpperCase() + words[at].slice(1) : words[at];
    });
    return copy.textContent;
  }
  function save(part) {
    const data = { response: Number(part.dataset.part), version: Number(part.dataset.version), n: part.dataset.n };
    return (payload, approve) => ask(() => decide("edit", { ...data, payload, approve }));
  }
  function confirm({ clean, job: of }) {
    const words = clean === 0 ? text("confirm-none")
      : text(clean === 1 ? "confirm.one" : "confirm.other", { count: clean.toLocaleString(document.documentElement.lang), job: of });
    place("confirm-count").textContent = words;
    const go = place("confirm").querySelector('[data-act="approve_all"]');
    Object.assign(go.dataset, { job: of, count: clean });
    go.disabled = clean === 0;
    if (!place("confirm").open) place("confirm").showModal();
  }
  const FREE = ["help", "close", "approve_all", "raw", "page", "undo"];   // possible with an edit open
  function act(name, part, button) {
    if (editing() && !FREE.includes(name)) {
      if (name === "use" && part === editing().part) {
        const { field, value } = button.dataset;
        if (part.dataset.kind === "sentence") editing().fill("sentence", corrected(part, field, value));
        else editing().fill(field, value);
        return;
      }
      note(text("finish-edit"));
      say(text("finish-edit"));
      editing().focus();
      return;
    }
    ACTS[name](part, button);
  }

  /* --- keys ------------------------------------------------------------------------------------------------ */

  const KEYS_OFF = "distiller.review.keys";
  function keysOn() {
    try { return localStorage.getItem(KEYS_OFF) !== "off"; } catch (error) { return true; }   // storage may be refused
  }
  function switchKeys(on) {
    try { localStorage.setItem(KEYS_OFF, on ? "on" : "off"); } catch (error) { note(String(error.message)); }
    stage.root.dataset.keys = on ? "on" : "off";
    say(text(on ? "keys-on" : "keys-off"));
  }
  const LETTERS = {
    a: () => act("approve_card"),
    f: () => act("approve", parts().find((part) => part.dataset.kind === "forms")),
    g: () => act("approve", selectedPart()),
    x: (event) => act(event.shiftKey ? "reason" : "reject", selectedPart()),
    e: () => act("edit", selectedPart()),
    r: () => act("rerun", selectedPart()),
    j: () => act("next"),
    k: () => act("previous"),
    v: () => select(parts().find((part) => part.dataset.kind === "forms") || parts()[0]),
    u: () => act("undo"),
    "/": () => stage.root.querySelector('[data-filter="q"]').focus(),
    "?": () => act("help"),
    arrowright: () => act("next"),
    arrowleft: () => act("previous"),
    arrowdown: () => step(1),
    arrowup: () => step(-1),
  };
  function step(by) {
    const all = parts();
    const at = all.indexOf(selectedPart()) + by;
    if (all.length) select(all[Math.min(Math.max(at, 0), all.length - 1)]);
  }
  function pressed(event) {
    if (!visible() || event.defaultPrevented || event.isComposing || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || dialogOpen()) return;
    const on = event.composedPath()[0];
    if (on.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName)) {
      if (event.key === "Escape" && !editing()) on.blur();
      return;
    }
    if (event.key === "Escape" && editing()) { editing().cancel(); return; }
    if (!keysOn() || (on.closest && on.closest("[role=grid]"))) return;
    const key = event.key.toLowerCase();
    if (key.startsWith("arrow") && on.closest && on.closest("[role=tab], summary")) return;   // they have their own use
    const free = on === document.body || Boolean(on.closest && on.closest(".rv-part, h2") === on);
    let run = LETTERS[key];
    if (key === "enter" && free) run = LETTERS.a;
    if (key === "arrowdown" || key === "arrowup") run = free ? run : null;
    if (/^[0-9]$/.test(key)) {
      const part = place("card").querySelector(`[data-n="${key === "0" ? 10 : key}"]`);
      run = part ? () => select(part) : null;
    }
    if (!run) return;
    event.preventDefault();
    run(event);
  }
  document.addEventListener("keydown", pressed);

  /* --- filters --------------------------------------------------------------------------------------------- */

  function filtered() {
    const value = (name) => stage.root.querySelector(`[data-filter="${name}"]`).value;
    filter = {
      job: value("job") ? Number(value("job")) : null, status: value("status"), findings: value("findings"), q: value("q").trim(),
      category: value("category"),
    };
    begin(null);
  }
  function begin(card) {
    offset = 0;
    item = card;
    address();
    load(card);
    look({ list: true, progress: true, jobs: true });
  }
  let openedAs = null, openedAt = 0;
  /* The tab was opened: what the address says, else what was shown last. */
  function opened() {
    if (!stage || distiller.current() !== "review") return;
    if (location.search === openedAs && performance.now() - openedAt < 500) return;   // told twice: mounted and opened
    [openedAs, openedAt] = [location.search, performance.now()];
    const query = distiller.query();
    const said = ["job", "status", "findings", "category", "q", "item"].some((name) => query.has(name));
    let card = item;
    if (said || !openedBefore) {
      const number = (name) => (/^[0-9]{1,15}$/.test(query.get(name) || "") ? Number(query.get(name)) : null);
      const status = STATUSES.includes(query.get("status")) ? query.get("status") : "to_review";
      const word = (name) => query.get(name) || "";
      filter = { job: number("job"), status, findings: word("findings"), q: word("q"), category: word("category") };
      card = number("item");
    }
    openedBefore = true;
    for (const name of ["status", "findings", "q"]) stage.root.querySelector(`[data-filter="${name}"]`).value = filter[name];
    begin(card);
  }
  setInterval(() => {
    if (!visible() || document.hidden || asked || waiting.length || editing() || dialogOpen()) return;
    const card = cardNode();
    if (card && card.dataset.open === "0" && !uncertain) return;
    ask(() => ({ event: "show", quiet: true, data: { card: item } }));
  }, POLL_MS);

  /* --- the frame ------------------------------------------------------------------------------------------- */

  function mount(element, trigger) {
    const root = element.querySelector(".rv");
    stage = { root, trigger, texts: JSON.parse(root.dataset.texts) };
    root.dataset.keys = keysOn() ? "on" : "off";
    root.querySelector('[data-switch="keys"]').checked = keysOn();
    if (matchMedia("(max-width: 900px)").matches) for (const fold of root.querySelectorAll(".rv-fold")) fold.open = false;
    let typing = null;
    root.addEventListener("input", (event) => {
      if (event.target.dataset.filter !== "q") return;
      clearTimeout(typing);
      typing = setTimeout(filtered, 300);
    });
    root.addEventListener("change", (event) => {
      if (event.target.dataset.switch === "keys") switchKeys(event.target.checked);
      else if (event.target.matches("select[data-filter]")) filtered();
    });
    root.addEventListener("toggle", (event) => {
      if (event.target.matches(".rv-history") && event.target.open) look({ history: true, card: item });
    }, true);
    root.addEventListener("submit", (event) => { if (event.target.method !== "dialog") event.preventDefault(); });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      const part = event.target.closest(".rv-part[data-kind]");
      if (part && !editing() && part !== selectedPart()) select(part, false);
      if (button && !button.disabled) act(button.dataset.act, part, button);
    });
    opened();
  }

  distiller.review = { mount, opened, answered, beside };
})();
