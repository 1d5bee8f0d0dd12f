/* Typing on the review card: editing in place, writing by hand, a reason or a remark. One at a time.
   Enter saves and approves, Ctrl+Enter saves, Escape cancels. Values become text and form values, never markup. */
(() => {
  const distiller = window.distiller;
  if (!distiller || distiller.reviewEdit) return;
  let current = null;   // {part, focus(), fill(field, value), cancel()}

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
      if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); submit(event.ctrlKey || event.metaKey); }
    };
    for (const field of fields) field.addEventListener("keydown", keys);
    const focus = () => {
      const target = fields.find((field) => field.name === first) || fields[0];
      target.focus();
      if (target.select) target.select();
    };
    const fill = (name, value) => {
      const field = fields.find((one) => one.name === name);
      if (field) { field.value = value; field.focus(); }
    };
    part.dataset.editing = "yes";
    current = { part, focus, fill, cancel, submit };
    focus();
  }
  function saving(save) {
    const words = texts();
    return [
      [words["save-approve"], () => current.submit(false), "d-btn--primary", "Enter"],
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

  distiller.reviewEdit = { edit, write, line, current: () => current, forget: () => { current = null; } };
})();
