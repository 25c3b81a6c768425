// @ts-check
// The market by kind and by competence. Without this script all lines are there.
(function () {
  "use strict";

  const { address } = /** @type {any} */ (window).spunweb;

  /** The key of a field in the address. @param {HTMLSelectElement} field */
  const key = (field) => field.id.replace("market-", "");

  /** Shows what fits, with the numbers of lines. @param {HTMLFormElement} form @param {HTMLSelectElement[]} fields */
  function update(form, fields) {
    const market = /** @type {HTMLElement} */ (form.parentElement);
    const status = /** @type {HTMLElement} */ (form.querySelector("[data-shown]"));
    const kind = fields.find((field) => field.dataset.by === "kind")?.value ?? "";
    const wanted = fields.filter((field) => field.dataset.by === "terms" && field.value !== "");
    let all = 0;
    let shown = 0;
    for (const section of /** @type {NodeListOf<HTMLElement>} */ (market.querySelectorAll(".view-market-kind"))) {
      let own = 0;
      for (const stall of /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll(".view-stall"))) {
        const terms = (stall.dataset.terms ?? "").split(" ");
        const lines = stall.querySelectorAll(".view-lines > li").length;
        stall.hidden = !wanted.every((field) => terms.includes(field.value));
        all += lines;
        own += stall.hidden ? 0 : lines;
      }
      section.hidden = own === 0 || (kind !== "" && section.dataset.kind !== kind);
      /** @type {HTMLElement} */ (section.querySelector(".view-count")).textContent = String(own);
      shown += section.hidden ? 0 : own;
    }
    status.textContent = `${shown} / ${all}`;
    const chosen = fields.filter((field) => field.value !== "");
    address(new URLSearchParams(chosen.map((field) => [key(field), field.value])), false);
  }

  const asked = new URLSearchParams(location.search);
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-market]"))) {
    const fields = [...form.querySelectorAll("select")];
    for (const field of fields) {
      const value = asked.get(key(field));
      if ([...field.options].some((option) => option.value === value)) field.value = value ?? "";
    }
    form.hidden = false;
    form.addEventListener("change", () => update(form, fields));
    form.addEventListener("submit", (event) => event.preventDefault());
    update(form, fields);
  }
})();
