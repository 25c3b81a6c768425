// @ts-check
// Runs before the page is drawn: one that comes with a question in its address is laid out
// for the answer from the start, so that nothing moves when the answer is there. What leads
// to the data is called for with the page, so that no script has to be there first.
if (location.search) {
  document.documentElement.classList.add("asked");
  const files = document.currentScript && document.currentScript.dataset.files;
  if (files && location.protocol.startsWith("http")) {
    // Its name stays, so what a browser has kept of it may be old.
    const href = `${files}?${Date.now()}`;
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", id: "data-files", href }));
  }
}
