// @ts-check
// Keeps the shortlist for pages opened from a folder: some browsers give every such
// file a store of its own, so all pages ask this one, in a hidden frame, for it.
(function () {
  "use strict";

  if (location.protocol !== "file:") return;
  const key = `spunweb:${location.pathname.replace(/\/assets\/.*$/, "")}:shortlist`;
  addEventListener("message", (event) => {
    if (event.source !== parent || !event.data || event.data.to !== "spunweb-store") return;
    let value = null;
    try {
      if (typeof event.data.value === "string") localStorage.setItem(key, event.data.value);
      value = localStorage.getItem(key);
    } catch {
      // A browser may refuse to keep anything; the list then lasts as long as the page.
    }
    parent.postMessage({ to: "spunweb", number: event.data.number, value }, "*");
  });
})();
