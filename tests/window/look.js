// Finds something the way a person does: by what it is and what it is called. Answers as soon as it is there,
// without polling: the page says when it changes.
const [role, name, done] = arguments;

const kinds = {
  button: 'button, [role="button"]',
  link: 'a[href], [role="link"]',
  field: 'input:not([type="radio"]):not([type="checkbox"]):not([type="file"]), textarea',
  choice: 'input[type="radio"], input[type="checkbox"], [role="radio"], [role="checkbox"]',
  option: '[role="option"]',
  row: '[role="row"], tr',
  heading: 'h1, h2, h3, [role="heading"]',
  status: '[role="status"], [role="alert"]',
};

const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const byIds = (ids) => plain(ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));

function called(thing) {
  const by = thing.getAttribute("aria-labelledby");
  if (by) return byIds(by);
  const own = thing.getAttribute("aria-label");
  if (own) return plain(own);
  if (thing.labels?.length) return plain([...thing.labels].map((label) => label.textContent).join(" "));
  return plain(thing.textContent);
}

function reachable(thing) {
  if (thing.closest('[aria-hidden="true"], [inert]')) return false;
  if (thing.disabled || thing.getAttribute("aria-disabled") === "true") return false;
  return thing.getClientRects().length > 0;
}

function find() {
  if (role === "text") return plain(document.body.innerText).includes(name) ? document.body : null;
  const named = [...document.querySelectorAll(kinds[role])].filter(reachable).map((thing) => [called(thing), thing]);
  const best = [(is) => is === name, (is) => is.startsWith(name), (is) => is.includes(name)];
  const [, thing] = best.map((fits) => named.find(([is]) => fits(is))).find(Boolean) ?? [];
  // A radio button or a tick is pressed through its words.
  return (role === "choice" ? thing?.closest("label") ?? thing : thing) ?? null;
}

const now = find();
if (now) {
  done(now);
} else {
  const watch = new MutationObserver(() => {
    const later = find();
    if (!later) return;
    watch.disconnect();
    done(later);
  });
  watch.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
}
