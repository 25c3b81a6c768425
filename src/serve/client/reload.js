// Waits for the next version of the site: loads the page again, or only its
// style sheets where nothing else has changed, and shows what is wrong with the
// content over the last good version. What it shows is put in as text, never as
// HTML.
(() => {
  "use strict";

  const script = document.currentScript;
  let version = script.dataset.version;
  const number = script.dataset.number;
  let source = null;
  let shown = "";
  let hidden = "";
  let host = null;

  // A browser has few connections for one server: a page that nobody looks at
  // gives its own back.
  const connect = () => {
    if (document.visibilityState === "hidden") {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource("/.spunweb/events");
      source.onmessage = (message) => told(JSON.parse(message.data));
    }
  };

  const told = (event) => {
    if (version === undefined) {
      // The page of findings that stands in for a site without a version.
      if (event.version !== "" || String(event.number) !== number) location.reload();
      return;
    }
    if (event.version !== version) {
      if (event.styles && event.styles.since === version && event.styles.folder) {
        version = event.version;
        renewStyles(event.styles.folder);
      } else {
        location.reload();
        return;
      }
    }
    document.documentElement.dataset.spunwebVersion = version;
    show(event);
  };

  // New style sheets are loaded beside the old ones, so that the page is never
  // without any.
  const renewStyles = (folder) => {
    const theme = folder.slice(0, folder.lastIndexOf("-") + 1);
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      const address = link.getAttribute("href") || "";
      const at = address.indexOf(theme);
      if (at < 0) continue;
      const file = address.slice(at).split("/").slice(2).join("/");
      const renewed = link.cloneNode();
      renewed.href = address.slice(0, at) + folder + "/" + file;
      renewed.onload = renewed.onerror = () => link.remove();
      link.after(renewed);
    }
  };

  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  const show = (event) => {
    const now = JSON.stringify(event.findings);
    if (event.findings.length === 0) {
      if (host) host.remove();
      host = null;
      shown = hidden = "";
      return;
    }
    if (now === shown && host) return;
    shown = now;
    if (host) host.remove();
    host = element("div");
    host.id = "spunweb-findings";
    const root = host.attachShadow({ mode: "open" });
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/.spunweb/findings.css";
    root.append(style, now === hidden ? badge(event, now) : panel(event, now));
    document.body.prepend(host);
  };

  const badge = (event, now) => {
    const button = element("button", event.title, "badge");
    button.type = "button";
    button.setAttribute("aria-label", `${event.title}. ${event.show}`);
    button.lang = event.language;
    button.onclick = () => {
      hidden = "";
      shown = "";
      show(event);
      host.shadowRoot.querySelector("button").focus();
    };
    return button;
  };

  const panel = (event, now) => {
    const section = element("section", "", "panel");
    section.lang = event.language;
    section.setAttribute("aria-labelledby", "title");
    const head = element("div", "", "head");
    const status = element("div");
    status.setAttribute("role", "status");
    const title = element("h2", event.title);
    title.id = "title";
    status.append(title, element("p", event.note));
    const hide = element("button", event.hide);
    hide.type = "button";
    hide.onclick = () => {
      hidden = now;
      shown = "";
      show(event);
      host.shadowRoot.querySelector("button").focus();
    };
    section.onkeydown = (key) => {
      if (key.key === "Escape") hide.click();
    };
    head.append(status, hide);
    const list = element("ol");
    for (const finding of event.findings) list.append(item(finding, event));
    section.append(head, list);
    if (event.more) section.append(element("p", event.more));
    return section;
  };

  const item = (finding, event) => {
    const made = element("li");
    const message = element("h3", finding.message);
    message.prepend(element("span", `${finding.severity}[${finding.code}]`, "code"), " ");
    made.append(message);
    if (finding.path) {
      const place = finding.line ? `${finding.path}:${finding.line}:${finding.column}` : finding.path;
      made.append(element("p", place, "place"));
    }
    if (finding.snippet) {
      const line = element("pre");
      line.tabIndex = 0;
      const [before, marked, after] = finding.snippet;
      line.append(element("span", `${finding.line} │ `, "number"), before, element("mark", marked || "\u00a0"), after);
      made.append(line);
    }
    if (finding.label) made.append(element("p", finding.label));
    if (finding.help) made.append(element("p", `${event.help}: ${finding.help}`));
    if (finding.fix) {
      const fix = element("p", `${event.did_you_mean}: `);
      fix.append(element("code", finding.fix));
      made.append(fix);
    }
    return made;
  };

  document.addEventListener("visibilitychange", connect);
  window.addEventListener("pagehide", () => {
    if (source) source.close();
    source = null;
  });
  window.addEventListener("pageshow", connect);
  connect();
})();
