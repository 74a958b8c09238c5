// Keys and focus. The page owns the focus: Tab, Space and Enter are the browser's own. Arrow keys move
// within groups; everything else goes to the application as a shortcut.
import {call, withText} from './bridge.js';
import {drawNow} from './frame.js';
import {trapTab} from './modal.js';
import {Role} from './roles.js';
import {isField} from './text.js';

const groups = '[role=listbox],[role=menu],[role=tablist],[role=radiogroup],[role=grid]';
const members = '[role=option],[role=menuitem],[role=tab],[role=radio],[role=row][tabindex]';
const steps = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1};
const activatesOnArrow = new Set([Role.tab, Role.radio]);

// True when the key moved within a group.
function moveInGroup(event) {
  const from = event.target;
  const group = from.closest?.(groups);
  if (!group || isField(from)) return false;
  const all = [...group.querySelectorAll(members)].filter((element) => element.ariaDisabled !== 'true');
  const at = all.indexOf(from);
  if (at < 0) return false;
  let next = at + (steps[event.key] ?? 0);
  if (event.key === 'Home') next = 0;
  if (event.key === 'End') next = all.length - 1;
  if (next === at || (steps[event.key] === undefined && event.key !== 'Home' && event.key !== 'End')) return false;
  const wraps = from.genbaRole !== Role.row;
  const target = all[wraps ? (next + all.length) % all.length : Math.min(Math.max(next, 0), all.length - 1)];
  target.focus({preventScroll: true});
  // Only rows in sight have elements: the one after this must be there before the next key.
  if (target.genbaRole === Role.row) drawNow(2);
  if (activatesOnArrow.has(target.genbaRole)) call('activate', target.genbaId);
  return true;
}

// Its field keeps the focus while keys move through the list below.
const isCombobox = (element) => element.getAttribute?.('role') === 'combobox' && isField(element);
const movesThroughList = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp']);

// From the search field of a list into its options.
function enterList(event) {
  if (event.key !== 'ArrowDown' || !isField(event.target) || isCombobox(event.target)) return false;
  const dialog = event.target.closest('[role=dialog]');
  const option = dialog?.querySelector('[role=option]');
  if (!option || event.target instanceof HTMLTextAreaElement) return false;
  option.focus({preventScroll: true});
  return true;
}

function keyName(event) {
  const chord = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 && chord ? event.key.toLowerCase() : event.key;
  return (chord ? 'ctrl+' : '') + key;
}

// A ring that nobody asked for by a key would only irritate.
let lastWasPointer = false;

function onKeyDown(event) {
  lastWasPointer = false;
  if (event.isComposing || event.keyCode === 229) return;
  trapTab(event);
  if (event.defaultPrevented || event.key === 'Tab') return;
  if (moveInGroup(event) || enterList(event)) {
    event.preventDefault();
    return;
  }
  const inField = isField(event.target);
  const onControl = event.target.genbaId !== undefined && !inField;
  if (onControl && (event.key === 'Enter' || event.key === ' ')) {
    if (event.target.genbaRole === Role.row) {
      event.preventDefault();
      call('activate', event.target.genbaId);
    }
    return;
  }
  const name = keyName(event);
  const moves = movesThroughList.has(name) && isCombobox(event.target);
  if (inField && name !== 'Escape' && !name.startsWith('ctrl+') && !moves) return;
  withText(name, (pointer, length) => call('key', pointer, length, inField ? 1 : 0));
  // Search in page and focus of the address bar would swallow these.
  if (!inField && (name === '/' || name === "'")) event.preventDefault();
  if (name === 'ctrl+k' || moves) event.preventDefault();
}

export function startKeyboard(mirror) {
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('pointerdown', () => {
    lastWasPointer = true;
  }, {capture: true});
  mirror.addEventListener('focusin', (event) => {
    const element = event.target;
    if (element.genbaId === undefined) return;
    const ring = isField(element) || (!lastWasPointer && element.matches(':focus-visible'));
    call('focus', element.genbaId, ring ? 1 : 0);
  });
  mirror.addEventListener('focusout', (event) => {
    if (event.target.genbaId !== undefined) call('blur', event.target.genbaId);
  });
}
