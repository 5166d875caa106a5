// Makes an element like its newer drawing and keeps the nodes, so that focus, selection, open details and a half-written reason survive.

export const parse = html => {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
};

/** What the person did to an element is not the server's to undo. */
const ownedHere = (element, name) =>
  name === 'open' || name === 'style' || (name === 'hidden' && element.matches('.card-foot, .ask-again, .refused'));

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
  let at = parent.firstChild;
  for (const child of wanted) {
    const key = child.dataset?.key;
    const known = key === undefined ? null : [...parent.children].find(c => c.dataset.key === key);
    if (known && known !== at) parent.insertBefore(known, at);
    else if (!known && (!at || !same(at, child))) {
      parent.insertBefore(child, at);
      continue;
    } else at = at.nextSibling;
    morph(known ?? (at ? at.previousSibling : parent.lastChild), child);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}
