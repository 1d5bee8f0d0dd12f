/* The Jobs tab: what the page shows, told to the server with every look. */
(() => {
  const ready = setInterval(() => {
    if (!window.distiller) return;
    clearInterval(ready);
    let paging = null;   // what a button asked for, until the page that shows it is there

    const shown = () => document.getElementById("jobs-page");
    const trail = () => JSON.parse((shown() && shown().dataset.trail) || "[]");

    distiller.jobsState = () => {
      const page = shown();
      const state = {
        search: location.search,
        print: page ? page.dataset.print : "",
        before: page ? page.dataset.before : "",
        trail: trail(),
        ...paging,
      };
      paging = null;
      return [JSON.stringify(state)];
    };
    /* Paging changes what is looked at and nothing else; true if the button was such a one. */
    distiller.jobsPage = (button) => {
      const act = button.dataset.act;
      if (act === "next") paging = { trail: [...trail(), Number(button.dataset.last)] };
      else if (act === "previous") paging = { trail: trail().slice(0, -1) };
      else if (act === "older") paging = { before: button.dataset.before, trail: [] };
      else if (act === "newest") paging = { before: "", trail: [] };
      else return false;
      return true;
    };
  }, 20);
})();
