/* The market by kind and by competence. Without this script all lines are there. */
(function () {
  "use strict";
  for (const form of document.querySelectorAll("form[data-market]")) {
    const market = form.parentElement;
    const kinds = [...market.querySelectorAll(".view-market-kind")];
    const fields = [...form.querySelectorAll("select")];
    const status = form.querySelector("[data-shown]");
    const update = function () {
      const kind = form.querySelector("[data-by=kind]").value;
      const wanted = fields.filter((field) => field.dataset.by === "terms" && field.value);
      let all = 0;
      let shown = 0;
      for (const section of kinds) {
        let own = 0;
        for (const stall of section.querySelectorAll(".view-stall")) {
          const terms = stall.dataset.terms.split(" ");
          const fits = wanted.every((field) => terms.includes(field.value));
          const lines = stall.querySelectorAll(".view-lines > li").length;
          stall.hidden = !fits;
          all += lines;
          own += fits ? lines : 0;
        }
        section.hidden = own === 0 || (kind !== "" && section.dataset.kind !== kind);
        section.querySelector(".view-count").textContent = own;
        shown += section.hidden ? 0 : own;
      }
      status.textContent = shown + " / " + all;
      const query = new URLSearchParams();
      for (const field of fields) {
        if (field.value) query.set(field.id.replace("market-", ""), field.value);
      }
      const text = query.toString();
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    };
    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = asked.get(field.id.replace("market-", ""));
      if (value && [...field.options].some((option) => option.value === value)) field.value = value;
    }
    form.hidden = false;
    form.addEventListener("change", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    update();
  }
})();
