// The mirror: applies the changes of the accessibility tree (wasm/ui/mirror_buffer.h) to elements
// that lie, transparent, exactly over what the canvas shows.
import {call, provide, readText, wasm} from './bridge.js';
import {createElement, containerOf, updateElement} from './elements.js';
import {state} from './frame.js';
import {updateModal} from './modal.js';
import {Flag, Role} from './roles.js';
import {setContentHeight, setScrollPosition, updateTabStops} from './scroll.js';

const wordsPerNode = 18;
export const mirror = document.getElementById('mirror');
export const nodes = new Map();
let wantedFocus = 0;

function readRecord(heap, at) {
  const text = (offset) => readText(heap[at + offset], heap[at + offset + 1]);
  return {
    id: heap[at] >>> 0, parent: heap[at + 1] >>> 0, role: heap[at + 2], flags: heap[at + 3] >>> 0,
    a: heap[at + 4], b: heap[at + 5], c: heap[at + 6], describedBy: heap[at + 7] >>> 0,
    x: heap[at + 8], y: heap[at + 9], width: heap[at + 10], height: heap[at + 11],
    label: text(12), value: text(14), hint: text(16),
  };
}

function place(element, record, ratio) {
  const isWindow = record.role === Role.region || record.role === Role.dialog;
  if (record.flags & Flag.group && !isWindow) return;
  const style = element.style;
  const left = record.x / ratio, top = record.y / ratio;
  const width = record.width / ratio, height = record.height / ratio;
  if (element.genbaLeft !== left || element.genbaTop !== top) {
    element.genbaLeft = left;
    element.genbaTop = top;
    style.left = `${left}px`;
    style.top = `${top}px`;
  }
  if (element.genbaWidth !== width || element.genbaHeight !== height) {
    element.genbaWidth = width;
    element.genbaHeight = height;
    style.width = `${width}px`;
    style.height = `${height}px`;
  }
  if (!isWindow) return;
  if (record.a >= 0) style.zIndex = record.a;
  setContentHeight(element, record.b > 0 ? height + record.b / ratio : 0);
}

function applyNode(record, ratio) {
  let element = nodes.get(record.id);
  if (element && element.genbaRole !== record.role) {
    element.remove();
    element = undefined;
  }
  const isNew = element === undefined;
  if (isNew) {
    element = createElement(record);
    nodes.set(record.id, element);
  }
  place(element, record, ratio);
  updateElement(element, record, ratio);
  if (isNew && record.flags & Flag.autofocus) wantedFocus = record.id;
}

function remove(id, element) {
  if (element === document.activeElement) call('blur', id);
  element.remove();
  nodes.delete(id);
}

function removeGone(heap, at, count) {
  const kept = new Set();
  for (let i = 0; i < count; i++) kept.add(heap[at + i * 2] >>> 0);
  for (const [id, element] of nodes) {
    if (!kept.has(id)) remove(id, element);
  }
}

// Puts elements in the order of the tree, which is the order of Tab and of reading. What is gone goes
// first: an element that has to be moved would lose the focus.
function applyOrder(heap, at, count) {
  removeGone(heap, at, count);
  const previous = new Map();
  for (let i = 0; i < count; i++) {
    const element = nodes.get(heap[at + i * 2] >>> 0);
    const parentId = heap[at + i * 2 + 1] >>> 0;
    const parentNode = parentId ? nodes.get(parentId) : mirror;
    const parent = element.genbaRole === Role.columnheader ? parentNode : containerOf(parentNode);
    const before = previous.get(parent);
    const fixed = parent.genbaSpacer ?? parent.genbaText;
    const wanted = before ? before.nextSibling : fixed ? fixed.nextSibling : parent.firstChild;
    if (element.parentNode !== parent || wanted !== element) parent.insertBefore(element, wanted);
    previous.set(parent, element);
  }
}

export function focusNode(id) {
  const element = nodes.get(id);
  if (element === undefined || !element.isConnected) {
    wantedFocus = id;
    return;
  }
  wantedFocus = 0;
  element.focus({preventScroll: true});
}

function applyChanges(pointer) {
  const heap = wasm.HEAP32;
  const ratio = state.ratio;
  let at = pointer >> 2;
  const changed = heap[at++];
  for (let i = 0; i < changed; i++, at += wordsPerNode) applyNode(readRecord(heap, at), ratio);
  const count = heap[at++];
  if (count >= 0) {
    applyOrder(heap, at, count);
    at += count * 2;
    updateModal(mirror);
  }
  if (changed > 0 || count >= 0) updateTabStops(mirror);
  const scrolls = heap[at++];
  for (let i = 0; i < scrolls; i++, at += 2) {
    const element = nodes.get(heap[at] >>> 0);
    if (element) setScrollPosition(element, heap[at + 1] / ratio);
  }
  if (wantedFocus !== 0 && nodes.has(wantedFocus)) {
    const id = wantedFocus;
    wantedFocus = 0;
    // Focus events call into WebAssembly, which must not happen inside a frame.
    queueMicrotask(() => setTimeout(() => focusNode(id)));
  }
}

provide({
  mirror: applyChanges,
  focus(id) {
    setTimeout(() => {
      focusNode(id);
      // A file field that is asked for by a command of the palette is there to choose a file.
      const element = nodes.get(id);
      if (element?.type === 'file' && navigator.userActivation?.isActive !== false) element.click();
    });
  },
});
