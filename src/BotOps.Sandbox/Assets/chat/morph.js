// Makes an element like its newer drawing and keeps the nodes, so that focus, selection, open details and a half-written reason survive.

export const parse = html => {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
};

/** What the person did to an element is not the server's to undo. */
const ownedHere = (element, name) =>
  ['open', 'style', 'data-settling'].includes(name) || (name === 'hidden' && element.matches('.card-foot, .ask-again, .refused'));

const same = (a, b) =>
  a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.nodeType !== Node.ELEMENT_NODE || a.dataset?.key === b.dataset?.key);

export function morph(old, wanted) {
  if (!same(old, wanted)) return old.replaceWith(wanted);
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== wanted.data) old.data = wanted.data;
    return;
  }
  if (old.dataset.pressed !== undefined) return; // shows that its press is under way

  for (const { name } of [...old.attributes])
    if (!wanted.hasAttribute(name) && !ownedHere(old, name)) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes)
    if (old.getAttribute(name) !== value && !ownedHere(old, name)) old.setAttribute(name, value);
  morphChildren(old, [...wanted.childNodes]);
}

function morphChildren(parent, wanted) {
  let at = parent.firstChild; // the first old child that has no newer drawing yet
  for (const child of wanted) {
    const old = keyed(parent, child) ?? (at && same(at, child) ? at : null);
    if (old === null) {
      parent.insertBefore(child, at);
      continue;
    }
    if (old === at) at = at.nextSibling;
    else parent.insertBefore(old, at);
    morph(old, child);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

const keyed = (parent, child) =>
  child.dataset?.key === undefined ? null : [...parent.children].find(c => c.dataset.key === child.dataset.key && c.nodeName === child.nodeName) ?? null;
