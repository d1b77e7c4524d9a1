/* SPDX-License-Identifier: Apache-2.0 */
/* Copying, revealing, questions, keys, live regions, local time. Everything else works without. */
(() => {
  "use strict";
  const doc = document, root = doc.documentElement, body = doc.body;
  const $ = (s, e = doc) => e.querySelector(s), $$ = (s, e = doc) => [...e.querySelectorAll(s)];
  const cookie = (n, v, age) => doc.cookie = `${n}=${v}; Path=/; SameSite=Strict; Max-Age=${age}`;
  const read = n => (doc.cookie.split("; ").find(c => c.startsWith(n + "=")) || "").slice(n.length + 1);
  const say = text => { const e = $("[role=status][data-kt-say]"); if (e) e.textContent = text; };
  const token = () => { try { return JSON.parse(body.getAttribute("hx-headers"))["X-Keyturn-Form-Token"]; } catch { return ""; } };

  // the zone of the browser, for the server's times
  try {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone && read("kt-tz") !== zone) cookie("kt-tz", zone, 31536000);
  } catch { /* UTC it is */ }

  if (root.dataset.ktTheme === "auto" && root.dataset.bsTheme === "dark")
    $$("[data-kt-theme-button]").forEach(b => {
      b.value = "light"; b.setAttribute("aria-label", "Light theme");
      $("use", b).setAttribute("href", $("use", b).getAttribute("href").replace(/#.*/, "#sun"));
    });

  // toasts: 6 s, and they wait under pointer and focus
  const toast = text => {
    const e = doc.createElement("div");
    e.className = "kt-toast"; e.tabIndex = 0; e.textContent = text;
    let left = setTimeout(() => e.remove(), 6000);
    const hold = () => clearTimeout(left), go = () => { hold(); left = setTimeout(() => e.remove(), 6000); };
    e.onmouseenter = e.onfocus = hold; e.onmouseleave = e.onblur = go;
    $("[data-kt-toasts]")?.append(e);
  };
  if (read("kt-toast")) { toast(decodeURIComponent(read("kt-toast"))); cookie("kt-toast", "", 0); }

  // copying
  const copy = async (text, button) => {
    await navigator.clipboard.writeText(text.replace(/[\r\n]+/g, text.trim().includes("\n") && !button.hasAttribute("data-kt-flat") ? "\n" : ""));
    const word = $("span", button), old = word && word.textContent, use = $("use", button), icon = use?.getAttribute("href");
    if (word) word.textContent = "Copied";
    use?.setAttribute("href", icon.replace(/#.*/, "#check"));
    say("Copied");
    setTimeout(() => { if (word) word.textContent = old; use?.setAttribute("href", icon); }, 2000);
  };

  // revealing: one value in one element, hidden after 30 s, on Esc, on leaving the tab
  const DOTS = "•".repeat(16), shown = new Map();
  const fetchSecret = async form => {
    const answer = await fetch(form.action, {
      method: "POST", redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Keyturn-Reveal": "1" },
      body: new URLSearchParams(new FormData(form))
    });
    if (!answer.ok) { form.submit(); return null; }
    return answer.text();
  };
  const label = (form, text, icon) => {
    const b = $("[data-kt-show]", form);
    $("span", b).textContent = text;
    $("use", b).setAttribute("href", $("use", b).getAttribute("href").replace(/#.*/, icon));
  };
  const hide = form => {
    clearTimeout(shown.get(form)); shown.delete(form);
    const e = $("[data-kt-dots]", form);
    if (e) { e.textContent = DOTS; e.classList.remove("kt-value"); label(form, "Reveal", "#eye"); }
  };
  const hideAll = () => [...shown.keys()].forEach(hide);
  const reveal = async form => {
    if (shown.has(form)) return hide(form);
    const value = await fetchSecret(form);
    if (value === null) return;
    const e = $("[data-kt-dots]", form);
    e.textContent = value; e.classList.add("kt-value"); label(form, "Hide", "#eye-off");
    shown.set(form, setTimeout(() => hide(form), 30000));
  };

  // questions
  const open = id => {
    const d = doc.getElementById(id);
    if (!d?.showModal) return false;
    if (d.open) d.close();
    d.showModal();
    $$("[hx-trigger~='kt:open']", d).forEach(e => window.htmx?.trigger(e, "kt:open"));
    return true;
  };
  $$("dialog[open]").forEach(d => open(d.id));

  doc.addEventListener("click", event => {
    const t = event.target.closest?.("[data-kt-copy],[data-kt-copy-secret],[data-kt-open],[data-kt-close]");
    $$("details[data-kt-menu][open]").forEach(m => { if (!m.contains(event.target)) m.open = false; });
    if (!t) return;
    if (t.hasAttribute("data-kt-copy")) { event.preventDefault(); copy(t.dataset.ktCopy, t); }
    else if (t.hasAttribute("data-kt-copy-secret")) {
      event.preventDefault();
      fetchSecret(t.closest("form")).then(v => v === null || copy(v, t));
    } else if (t.hasAttribute("data-kt-open")) {
      if (!event.ctrlKey && !event.metaKey && open(t.dataset.ktOpen)) {
        event.preventDefault();
        const menu = t.closest("details[data-kt-menu]");
        if (menu) menu.open = false;
      }
    } else { const d = t.closest("dialog"); if (d) { event.preventDefault(); d.close(); } }
  });

  // a form that is on its way: nothing under 300 ms, then the button says so
  doc.addEventListener("submit", event => {
    const form = event.target, b = event.submitter;
    if (form.hasAttribute("data-kt-reveal")) { event.preventDefault(); reveal(form); return; }
    if (form.dataset.ktSent) { event.preventDefault(); return; }
    if (!b?.dataset.ktBusy || form.hasAttribute("hx-post")) return;
    form.dataset.ktSent = "1";
    setTimeout(() => {
      b.style.minWidth = b.offsetWidth + "px";
      ($("span", b) || b).textContent = b.dataset.ktBusy;
      b.setAttribute("aria-busy", "true");
    }, 300);
  });
  addEventListener("pageshow", e => { if (e.persisted) location.reload(); });

  // keys
  const GO = { o: "/", s: "/secrets", r: "/rotations", c: "/connections", a: "/audit" };
  let g = 0;
  const rows = () => $$("[data-kt-row]").filter(r => r.offsetParent);
  const step = by => {
    const all = rows(), at = all.findIndex(r => r.contains(doc.activeElement)), next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) { if (next.tabIndex < 0) next.tabIndex = 0; next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  doc.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      hideAll();
      $$("details[data-kt-menu][open]").forEach(m => { m.open = false; $("summary", m).focus(); });
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || body.dataset.ktKeys === "off" || $("dialog[open]")
      || event.target.closest?.("input,textarea,select,[contenteditable]")) return;
    const row = event.target.closest?.("[data-kt-row]"), key = event.key, wasG = Date.now() - g < 1500;
    g = 0;
    const done = () => event.preventDefault();
    if (wasG && GO[key]) {
      const link = key === "o" ? "/" : $$(".kt-entry").map(a => a.getAttribute("href")).find(h => h === GO[key] || h.endsWith(GO[key]));
      if (link) { done(); location.href = link; }
    } else if (key === "g") g = Date.now();
    else if (key === "?") { done(); open("kt-keys"); }
    else if (key === "/") { const f = $("[data-kt-find]"); if (f) { done(); f.focus(); f.select?.(); } }
    else if (key === "j" || key === "k") { done(); step(key === "j" ? 1 : -1); }
    else if (row && key === "Enter" && event.target === row) { const a = $("a[href]", row); if (a) { done(); a.click(); } }
    else if (row && (key === "ArrowRight" || key === "ArrowLeft")) {
      const d = $("[data-kt-expand]", row);
      if (d && (d.getAttribute("aria-expanded") === "true") !== (key === "ArrowRight")) { done(); d.click(); }
    } else if ("rce".includes(key)) { const b = $(`[data-kt-key="${key}"]`); if (b) { done(); b.click(); } }
  });

  // live regions: names come from the server, each region asks for itself, at most once a second
  const due = new Map(), asked = new Map();
  let stream = null, lostAt = null, retry = 0;
  const busy = e => e.contains(doc.activeElement) && doc.activeElement !== body
    || (getSelection() && !getSelection().isCollapsed && e.contains(getSelection().anchorNode));
  const ask = e => {
    const key = e.id || e;
    if (due.has(key)) return;
    const wait = Math.max(0, (asked.get(key) || 0) + 1000 - Date.now());
    due.set(key, setTimeout(function go() {
      const now = e.id ? doc.getElementById(e.id) : e;
      if (!now?.isConnected) { due.delete(key); return; }
      if (busy(now)) { due.set(key, setTimeout(go, 500)); return; }
      due.delete(key); asked.set(key, Date.now());
      window.htmx?.trigger(now, "kt:fresh");
    }, wait));
  };
  const refresh = name => $$("[data-kt-live]").forEach(e => {
    const names = e.dataset.ktLive.split(" ");
    if (!name || names.includes(name) || names.includes(name.split(":")[0])) ask(e);
  });
  const lost = on => {
    const e = $("[data-kt-lost]");
    if (!e) return;
    if (on) {
      lostAt ||= new Date();
      e.textContent = `Not live since ${lostAt.toTimeString().slice(0, 5)}, trying again`;
    } else lostAt = null;
    e.hidden = !on;
  };
  const listen = () => {
    if (stream || doc.hidden || !body.dataset.ktEvents || !$("[data-kt-live]")) return;
    stream = new EventSource(body.dataset.ktEvents);
    stream.onopen = () => { if (lostAt) refresh(); lost(false); };
    stream.onerror = () => {
      lost(true); stream.close(); stream = null;
      clearTimeout(retry); retry = setTimeout(listen, 5000);
    };
    for (const kind of ["rotation", "connection", "overview"])
      stream.addEventListener(kind, m => refresh(m.data ? kind + ":" + m.data : kind));
  };
  doc.addEventListener("visibilitychange", () => {
    if (doc.hidden) { hideAll(); stream?.close(); stream = null; clearTimeout(retry); } else { listen(); refresh(); }
  });
  addEventListener("pagehide", () => { hideAll(); stream?.close(); stream = null; });
  let said = $("[data-kt-live][data-kt-say]")?.dataset.ktSay;
  doc.addEventListener("htmx:afterSwap", e => { const text = e.detail.elt?.dataset?.ktSay; if (text && text !== said) say(said = text); });
  doc.addEventListener("htmx:configRequest", e => { 
    e.detail.headers["X-Keyturn-Form-Token"] = token();
    if (e.detail.triggeringEvent?.type === "kt:fresh") e.detail.headers["X-Keyturn-Live"] = "1";
  });
  $$("[data-kt-redraw]").forEach(e => setInterval(() => doc.hidden || ask(e), 1000 * Math.min(60, Math.max(5, +e.dataset.ktRedraw))));
  listen();
  $("[data-kt-errors]")?.focus();
})();
