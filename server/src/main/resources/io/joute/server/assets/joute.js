// Everything works without this file: it streams answers instead of reloading the page, and saves some clicks.
"use strict";
(() => {
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy("joute", { createHTML: html => html })
    : { createHTML: html => html };
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  // --- forms -------------------------------------------------------------------------------------------------------
  for (const form of all("form[data-once]")) {
    form.addEventListener("submit", event => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  addEventListener("pageshow", () => all("form[data-once]").forEach(form => delete form.dataset.sent));

  for (const box of all("textarea[data-counter]")) {
    const limit = box.maxLength;
    let counter = null;
    box.addEventListener("input", () => {
      const count = [...box.value].length;
      if (count < limit * 0.8) {
        if (counter) counter.textContent = "";
        return;
      }
      if (!counter) {
        counter = document.createElement("p");
        counter.className = "counter";
        box.after(counter);
      }
      const number = new Intl.NumberFormat(document.documentElement.lang);
      counter.textContent = box.dataset.counter.replace("{0}", number.format(count)).replace("{1}", number.format(limit));
    });
    box.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.form.requestSubmit();
    });
  }

  // Dials work out their figures as they move; the button does the same with a page load.
  for (const form of all("form[data-live]")) {
    let timer = 0;
    let last = 0;
    all("button", form).forEach(button => { button.hidden = true; });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const address = new URL(form.action);
        address.hash = "";
        address.search = new URLSearchParams(new FormData(form));
        const mine = ++last;
        fetch(address).then(answer => answer.text()).then(text => {
          const page = new DOMParser().parseFromString(policy.createHTML(text), "text/html");
          if (mine !== last) return;
          for (const id of form.dataset.live.split(" ")) {
            document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
          }
        }).catch(() => all("button", form).forEach(button => { button.hidden = false; }));
      }, 120);
    });
  }

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // --- ideas -------------------------------------------------------------------------------------------------------
  const ideas = one("[data-ideas]");
  if (ideas) {
    ideas.addEventListener("click", event => {
      const idea = event.target.closest("[data-idea]");
      if (!idea) return;
      event.preventDefault();
      const box = one("#prompt");
      box.value = idea.dataset.idea;
      box.dispatchEvent(new Event("input"));
      box.focus();
    });
    one("[data-more-ideas]").addEventListener("click", event => {
      event.preventDefault();
      const items = [...ideas.children];
      const last = items.findLastIndex(item => !item.hidden);
      const first = (last + 1) % items.length;
      items.forEach((item, i) => { item.hidden = (i - first + items.length) % items.length >= 4; });
    });
    one("[data-more-ideas]").addEventListener("keydown", event => {
      if (event.key === " ") { event.preventDefault(); event.currentTarget.click(); }
    });
  }

  // --- a duel ------------------------------------------------------------------------------------------------------
  const duel = one("[data-duel]");
  if (!duel) return;
  const say = speaker(one("[data-status]"));
  all(".pane").forEach(offerCopy);
  if (duel.dataset.live === "yes") follow();

  const stop = one("[data-stop]");
  stop.addEventListener("submit", event => {
    event.preventDefault();
    one("button", stop).disabled = true;
    fetch(stop.action, { method: "POST", body: new URLSearchParams(new FormData(stop)), redirect: "manual" });
  });

  function follow() {
    const writers = new Map();
    const source = new EventSource(duel.dataset.events + "?after=" + duel.dataset.after);
    const on = (name, act) => source.addEventListener(name, event => act(JSON.parse(event.data)));
    const pane = data => one(`.pane[data-turn="${data.turn}"][data-side="${data.side}"]`);
    const writer = data => {
      const key = data.turn + data.side;
      if (!writers.has(key)) writers.set(key, writerOf(pane(data)));
      return writers.get(key);
    };
    on("started", data => {
      for (const side of ["a", "b"]) {
        writers.delete(data.turn + side);
        const target = pane({ turn: data.turn, side });
        one("[data-answer]", target).replaceChildren();
        for (const mark of ["[data-cut]", "[data-failed]", "[data-retry]", "[data-react]", "[data-masked]"]) one(mark, target).hidden = true;
        state(target, "writing", true);
      }
      say(duel.dataset.saysWriting);
    });
    on("delta", data => {
      state(pane(data), "writing", true);
      writer(data)(data.text);
    });
    on("done", data => {
      const target = pane(data);
      one("[data-answer]", target).innerHTML = policy.createHTML(data.html);
      one("[data-cut]", target).hidden = !data.cut;
      state(target, data.cut ? "cut" : "done", false);
      offerCopy(target);
      one("[data-react]", target).hidden = false;
      one("[data-masked]", target).hidden = !one("[data-answer]", target).textContent.includes("█████");
      say(duel.dataset["saysDone" + data.side.toUpperCase()]);
      endIfFailed(source, data);
    });
    on("failed", data => {
      const target = pane(data);
      one("[data-failed]", target).hidden = false;
      one("[data-retry]", target).hidden = !data.canRetry;
      state(target, "failed", false);
      say(duel.dataset["saysFailed" + data.side.toUpperCase()]);
      endIfFailed(source, data);
    });
    on("answered", () => {
      source.close();
      one("[data-stop]").hidden = true;
      one("[data-vote]").hidden = false;
      one("[data-follow]").hidden = false;
      say(duel.dataset.saysOpen);
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
      else say(duel.dataset.lost);
    });
  }

  // A turn with a failed side ends here; an earlier turn may still be voted on, so its ballot is fetched.
  function endIfFailed(source, data) {
    const panes = all(`.pane[data-turn="${data.turn}"]`);
    if (panes.some(each => each.getAttribute("aria-busy") === "true")) return;
    if (!panes.some(each => !one("[data-failed]", each).hidden)) return;
    source.close();
    if (data.turn > 0) location.reload();
  }

  function state(target, key, busy) {
    target.setAttribute("aria-busy", String(busy));
    one("[data-state]", target).textContent = duel.dataset[key];
    one("[data-stop]").hidden = !one('.pane[aria-busy="true"]');
  }

  // Appends to the text that is there; a calm page gets whole paragraphs.
  function writerOf(target) {
    const answer = one("[data-answer]", target);
    let text = one(".plain", answer);
    if (!text) {
      text = document.createElement("p");
      text.className = "plain";
      answer.replaceChildren(text);
    }
    let waiting = "";
    return more => {
      waiting += more;
      const end = calm ? waiting.lastIndexOf("\n") + 1 : waiting.length;
      if (end > 0) text.append(waiting.slice(0, end));
      waiting = waiting.slice(end);
    };
  }

  function offerCopy(target) {
    const answer = one("[data-answer]", target);
    if (one("[data-copy]", target) || target.getAttribute("aria-busy") === "true" || !navigator.clipboard) return;
    if (!answer.textContent.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.dataset.copy = "";
    button.setAttribute("aria-describedby", target.getAttribute("aria-labelledby"));
    button.textContent = duel.dataset.copy;
    button.addEventListener("click", () => navigator.clipboard.writeText(answer.innerText).then(() => {
      button.textContent = duel.dataset.copied;
      setTimeout(() => { button.textContent = duel.dataset.copy; }, 2000);
    }));
    one(".pane-foot", target).prepend(button);
  }

  // One polite region, at most one message in five seconds; the latest wins.
  function speaker(region) {
    let next = 0;
    let timer = 0;
    return message => {
      if (!region || !message) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        region.textContent = message;
        next = performance.now() + 5000;
      }, Math.max(0, next - performance.now()));
    };
  }
})();
