/* Typing on the review card: editing in place, writing by hand, a reason or a remark. One at a time.
   Enter saves and approves, Ctrl+Enter saves, Escape cancels. Values become text and form values, never markup. */
(() => {
  const distiller = window.distiller;
  if (!distiller || distiller.reviewEdit) return;
  let current = null;   // {id, part, focus(), fill(field, value), cancel()}; of an answer also told(problem), refill(form)
  let count = 0;

  const texts = () => JSON.parse(document.querySelector("#review .rv").dataset.texts);

  function make(tag, attributes = {}, words = "") {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.textContent = words;
    return node;
  }
  function input(name, value) {
    if (name !== "vd_hulpwerkwoord") {
      const node = make("input", { type: "text", name, maxlength: 200, autocomplete: "off", spellcheck: "false", lang: "nl" });
      node.value = value;
      return node;
    }
    const node = make("select", { name });
    for (const choice of new Set(["", "hebben", "zijn", value])) node.append(make("option", { value: choice }, choice || "–"));
    node.value = value;
    return node;
  }
  function area(value) {
    const node = make("textarea", { name: "sentence", rows: 2, maxlength: 1000, spellcheck: "true", lang: "nl", "aria-label": texts().sentence });
    node.value = value;
    return node;
  }
  function buttons(list) {
    const row = make("div", { class: "rv-editor-buttons" });
    for (const [words, run, look, key] of list) {
      const button = make("button", { type: "button", class: "d-btn d-btn--small " + look });
      button.append(make("span", {}, words), make("kbd", {}, key));
      button.addEventListener("click", (event) => { event.stopPropagation(); run(); });
      row.append(button);
    }
    return row;
  }

  /* `fields` are the inputs; `undo` puts the card back as it was; `send(values, plain)` is called on saving. */
  function begin(part, fields, added, send, first) {
    const close = () => {
      for (const node of added) node.remove();
      part.removeAttribute("data-editing");
      current = null;
    };
    const cancel = () => { close(); part.focus({ preventScroll: true }); };
    const submit = (plain) => {
      if (current.sent) return;   // a second Enter is not a second decision
      current.sent = true;
      send(Object.fromEntries(fields.map((field) => [field.name, field.value])), plain, close);
    };
    const keys = (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); cancel(); }
      if (event.key !== "Enter") return;
      const plain = event.ctrlKey || event.metaKey;
      const lines = event.target.dataset.lines || (event.target.dataset.spec && event.shiftKey);
      if (lines && !plain && !event.altKey) return;   // a line break
      event.preventDefault();
      event.stopPropagation();
      submit(plain);
    };
    for (const field of fields) field.addEventListener("keydown", keys);
    const focus = () => {
      const target = fields.find((field) => field.name === first) || fields[0];
      target.focus();
      if (target.dataset.lines) target.setSelectionRange(0, 0);
      else if (target.select) target.select();
    };
    const fill = (name, value) => {
      const field = fields.find((one) => one.name === name);
      if (field) { field.value = value; field.focus(); }
    };
    part.dataset.editing = "yes";
    count += 1;
    current = { id: count, part, focus, fill, cancel, submit };
    focus();
  }
  function saving(save, key = "Enter") {
    const words = texts();
    return [
      [words["save-approve"], () => current.submit(false), "d-btn--primary", key],
      [words.save, () => current.submit(true), "", "Ctrl Enter"],
      [words.cancel, () => current.cancel(), "d-btn--quiet", "Esc"],
    ];
  }

  /* A form set or a sentence, where it stands. `values` replace what is there; `first` gets the keyboard. */
  function edit(part, values, save, first) {
    if (current) return;
    const row = buttons(saving(save));
    const send = (payload, plain) => save(payload, !plain);
    if (part.dataset.kind === "sentence") {
      const field = area("sentence" in values && values.sentence !== undefined ? values.sentence : part.dataset.text);
      part.querySelector(".rv-body").prepend(field);
      field.after(row);
      begin(part, [field], [field, row], send);
      return;
    }
    const fields = [...part.querySelectorAll("tr[data-field]")].map((line) => {
      const { field: name, value } = line.dataset;
      const node = input(name, name in values ? values[name] : value);
      node.setAttribute("aria-label", line.querySelector("th").textContent);
      line.querySelector(".rv-value").append(node);
      return node;
    });
    part.append(row);
    const wrong = part.querySelector("tr.rv-row--bad, tr.rv-row--warn");
    begin(part, fields, [...fields, row], send, first || (wrong && wrong.dataset.field));
  }

  /* What no teacher gave: a form set or a sentence, typed from nothing. */
  function write(host, product, save) {
    if (current) return;
    const box = make("div", { class: "rv-editor" });
    const fields = [];
    if (product === "forms") {
      for (const [name, words] of texts().fields) {
        const label = make("label");
        const field = input(name, "");
        label.append(make("span", {}, words), field);
        fields.push(field);
        box.append(label);
      }
    } else {
      fields.push(area(""));
      box.append(fields[0]);
    }
    box.append(buttons(saving(save)));
    host.append(box);
    begin(host, fields, [box], (payload, plain) => save(payload, !plain));
  }

  /* One line: why it is rejected, or what the teacher should know. */
  function line(part, kind, done) {
    if (current) return;
    const words = texts();
    const box = make("div", { class: "rv-editor rv-line" });
    const label = make("label");
    const field = make("input", { type: "text", name: "text", maxlength: 500, autocomplete: "off" });
    label.append(make("span", {}, words[kind === "reject" ? "reason" : "remark"]), field);
    box.append(label, buttons([
      [words[kind], () => current.submit(false), "d-btn--primary", "Enter"],
      [words.cancel, () => current.cancel(), "d-btn--quiet", "Esc"],
    ]));
    (part.querySelector(".rv-body") || part).append(box);
    begin(part, [field], [box], (values, plain, close) => { close(); part.focus({ preventScroll: true }); done(values.text); });
  }

  /* An answer, in the form that lies on the card. `check(edit, form, delay)` asks whether it would be accepted; what
     comes back is told at its field. Nothing is decided by it. */
  function form(part, save, check) {
    if (current) return;
    const box = make("div", { class: "rv-answer-form" });
    const sleeping = part.querySelector("template.rv-form");
    box.append(sleeping.content.cloneNode(true));
    const general = make("p", { class: "rv-field-error", "data-general": "", hidden: "", "aria-live": "polite" });
    box.append(general, buttons(saving(save, "Alt Enter")));
    const body = part.querySelector(".rv-answer-body");
    if (body) body.after(box);
    else sleeping.before(box);
    const places = [...box.querySelectorAll("[data-spec]")];
    const read = () => places.map((one) => ({ ...JSON.parse(one.dataset.spec), v: one.value || "" }));
    const inputs = places.filter((one) => one.tagName !== "FIELDSET");
    begin(part, inputs, [box], (values, plain) => save({ form: read() }, !plain));
    const mine = current;
    const errors = [...box.querySelectorAll("[data-error]")];
    mine.told = ({ path, message }) => {
      for (const one of [...errors, general]) { one.hidden = true; one.textContent = ""; }
      for (const one of inputs) one.removeAttribute("aria-invalid");
      if (!message) return;
      const within = (one) => path === one.dataset.error || path.startsWith(one.dataset.error + ".") || path.startsWith(one.dataset.error + "[");
      const fits = path ? errors.filter(within).sort((a, b) => b.dataset.error.length - a.dataset.error.length) : [];
      const target = fits[0] || general;
      target.hidden = false;
      target.textContent = message;
      const field = inputs.find((one) => one.getAttribute("aria-describedby") === target.id && target.id);
      if (field) field.setAttribute("aria-invalid", "true");
    };
    mine.refill = (sent) => {
      const key = (spec) => JSON.stringify([spec.p, spec.t]);
      const typed = new Map(sent.map((one) => [key(one), one.v]));
      for (const one of inputs) {
        const value = typed.get(key(JSON.parse(one.dataset.spec)));
        if (value !== undefined) one.value = value;
      }
    };
    box.addEventListener("input", () => {
      const asked = read();
      const size = asked.reduce((all, one) => all + one.v.length, 0);
      check(mine.id, asked, size > 20000 ? 1200 : 350);
    });
  }

  /* A reply that was invalid, as the teacher wrote it: corrected, then judged again as if it came from there. */
  function correct(part, send) {
    if (current) return;
    const words = texts();
    const box = make("div", { class: "rv-editor" });
    const field = make("textarea", { name: "reply", rows: 10, spellcheck: "false", class: "rv-code", "data-lines": "yes", "aria-label": words.reply });
    const shown = part.querySelector(".rv-reply-text");
    field.value = shown ? shown.textContent : "";
    box.append(field, buttons([
      [words.recheck, () => current.submit(true), "d-btn--primary", "Ctrl Enter"],
      [words.cancel, () => current.cancel(), "d-btn--quiet", "Esc"],
    ]));
    part.querySelector(".rv-reply").after(box);
    begin(part, [field], [box], (values) => send(values.reply));
  }

  distiller.reviewEdit = { edit, write, form, correct, line, current: () => current, forget: () => { current = null; } };
})();
