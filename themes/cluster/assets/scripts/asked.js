// @ts-check
// Runs before the page is drawn: one that comes with a question in its address is laid out
// for the answer from the start, so that nothing moves when the answer is there.
if (location.search) document.documentElement.classList.add("asked");
