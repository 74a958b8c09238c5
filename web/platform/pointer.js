// Mouse, pen and finger. A mouse goes to ImGui as it is. A finger scrolls natively; only a tap, which
// the browser did not turn into a scroll, reaches ImGui, so a drag never activates anything.
import {call} from './bridge.js';
import {canvas, root} from './canvas.js';
import {drawNow} from './frame.js';
import {follow} from './route.js';
import {isField} from './text.js';

const Kind = Object.freeze({move: 0, down: 1, up: 2, leave: 3});
const tapSlop = 10;
// A click within this time belongs to a press that ImGui has already seen.
const clickWindowMs = 800;

let lastPress = -Infinity;
let finger = null;

// DOM: 0 left, 1 middle, 2 right. ImGui: 0 left, 1 right, 2 middle.
const buttonOf = (event) => (event.button === 1 ? 2 : event.button === 2 ? 1 : 0);

// The browser opens links in a new tab by itself.
const opensElsewhere = (event) =>
  event.target.closest?.('a[href]') && (event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1);

function send(kind, event, touch) {
  call('pointer', kind, event.clientX, event.clientY, buttonOf(event), touch ? 1 : 0);
}

function onDown(event) {
  lastPress = event.timeStamp;
  if (event.pointerType === 'touch') {
    finger = event.isPrimary ? {x: event.clientX, y: event.clientY, id: event.pointerId} : null;
    return;
  }
  if (opensElsewhere(event)) return;
  send(Kind.down, event, false);
  if (event.target === canvas) canvas.setPointerCapture(event.pointerId);
}

function onMove(event) {
  if (event.pointerType !== 'touch') {
    send(Kind.move, event, false);
  } else if (finger && Math.hypot(event.clientX - finger.x, event.clientY - finger.y) > tapSlop) {
    finger = null;
  }
}

function tap(event) {
  send(Kind.move, event, true);
  drawNow();
  send(Kind.down, event, true);
  drawNow();
  send(Kind.up, event, true);
  drawNow();
  send(Kind.leave, event, true);
}

function onUp(event) {
  lastPress = event.timeStamp;
  if (event.pointerType !== 'touch') {
    send(Kind.up, event, false);
    return;
  }
  if (finger && finger.id === event.pointerId) tap(event);
  finger = null;
}

// A click without a press before it comes from the keyboard, assistive technology or a script.
function onClick(event) {
  const link = event.target.closest?.('a[href]');
  if (link) {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    follow(link.getAttribute('href'));
  }
  const id = event.target.genbaId;
  if (!id || isField(event.target) || event.target.type === 'file') return;
  const pressed = event.detail !== 0 && event.timeStamp - lastPress < clickWindowMs;
  if (pressed) return;
  call('activate', id);
  drawNow();
}

// A press beside a field ends editing, as it would in a form; text is never selected by accident.
function onMouseDown(event) {
  const target = event.target;
  if (isField(target) || (target.genbaId !== undefined && target.tabIndex >= 0)) return;
  event.preventDefault();
  if (isField(document.activeElement)) document.activeElement.blur();
}

function onWheel(event) {
  if (event.ctrlKey || event.target.closest?.('.s')) return;
  event.preventDefault();
  const unit = event.deltaMode === 1 ? 40 : event.deltaMode === 2 ? window.innerHeight : 1;
  call('wheel', event.clientX, event.clientY, event.deltaX * unit, event.deltaY * unit);
}

export function startPointer() {
  root.addEventListener('pointerdown', onDown);
  root.addEventListener('pointermove', onMove);
  root.addEventListener('pointerup', onUp);
  root.addEventListener('pointercancel', () => {
    finger = null;
  });
  root.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') send(Kind.leave, event, false);
  });
  root.addEventListener('mousedown', onMouseDown);
  root.addEventListener('click', onClick);
  root.addEventListener('wheel', onWheel, {passive: false});
  root.addEventListener('contextmenu', (event) => {
    if (!isField(event.target) && !event.target.closest?.('a[href]')) event.preventDefault();
  });
}
