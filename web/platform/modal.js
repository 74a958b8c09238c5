// Dialogs and popups: what lies below is inert, focus goes in and comes back.
import {Role} from './roles.js';

let top = null;
// For each open dialog the id of the node that had the focus before it opened.
const openers = [];

const focusable = 'button:not([aria-disabled=true]), input, textarea, a[href], [tabindex="0"]';

function firstFocus(dialog) {
  return dialog.querySelector('input:not([type=file]), textarea') ??
    dialog.querySelector('[aria-selected=true]') ??
    dialog.querySelector('[role=option][tabindex="0"], [role=menuitem][tabindex="0"]') ??
    dialog.querySelector(focusable);
}

function restore(id) {
  const element = document.getElementById(id);
  if (element && element.isConnected) element.focus({preventScroll: true});
}

function dialogsOf(mirror) {
  return [...mirror.children]
    .filter((element) => element.genbaRole === Role.dialog)
    .sort((one, other) => Number(one.style.zIndex) - Number(other.style.zIndex));
}

export function updateModal(mirror) {
  const dialogs = dialogsOf(mirror);
  const now = dialogs.at(-1) ?? null;
  for (const element of mirror.children) {
    const inert = now !== null && element !== now && !element.querySelector('[role=status]');
    if (element.inert !== inert) element.inert = inert;
  }
  if (now === top) return;
  const opened = now !== null && !openers.some((entry) => entry.dialog === now);
  top = now;
  if (opened) {
    openers.push({dialog: now, opener: document.activeElement?.id ?? ''});
    setTimeout(() => {
      if (now.isConnected && !now.contains(document.activeElement)) firstFocus(now)?.focus({preventScroll: true});
    });
  }
  let back = null;
  while (openers.length > 0 && !dialogs.includes(openers.at(-1).dialog)) back = openers.pop().opener;
  if (back) setTimeout(() => restore(back));
}

// Keeps Tab inside the top dialog; the browser would go on to its own controls.
export function trapTab(event) {
  if (top === null || event.key !== 'Tab') return;
  const all = [...top.querySelectorAll(focusable)].filter((element) => element.tabIndex >= 0);
  if (all.length === 0) return;
  const first = all[0], last = all.at(-1);
  const active = document.activeElement;
  const leaving = event.shiftKey ? active === first : active === last;
  if (!leaving && top.contains(active)) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus({preventScroll: true});
}
