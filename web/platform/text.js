// Text editing. The element is the editor: while it has the focus the page draws text, caret, preedit
// and selection, and the canvas only the frame. A value reaches the application when it is not part
// of a composition (Japanese input), in NFC.
import {call, withText} from './bridge.js';
import {family, lineShift} from './fonts.js';
import {Flag} from './roles.js';

const types = ['text', 'email', 'tel', 'url', 'password', 'text', 'search', 'date', 'datetime-local'];
const completions = ['off', 'username', 'current-password', 'new-password', 'email', 'name', 'tel'];
const numberType = 5, searchType = 6;

const typeOf = (record) => (record.b >> 20) & 15;

export function isField(element) {
  return element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && element.type !== 'file');
}

export function createField(record) {
  const multiline = (record.flags & Flag.multiline) !== 0;
  const element = document.createElement(multiline ? 'textarea' : 'input');
  const type = typeOf(record);
  element.autocomplete = completions[(record.b >> 24) & 15] ?? 'off';
  if (!multiline) {
    element.type = types[type] ?? 'text';
    element.enterKeyHint = type === searchType ? 'search' : 'next';
    if (type === numberType) element.inputMode = 'decimal';
  }
  if (record.flags & Flag.combobox) describeCombobox(element, record);
  element.genbaSent = '';
  return element;
}

// A field over a list: the list's node has the field's number + 1.
function describeCombobox(element, record) {
  element.setAttribute('role', 'combobox');
  element.setAttribute('aria-autocomplete', 'list');
  element.setAttribute('aria-expanded', 'true');
  element.setAttribute('aria-controls', `n${((record.id + 1) >>> 0).toString(16)}`);
  element.enterKeyHint = 'go';
}

function layOut(element, record, ratio) {
  const line = record.a / ratio, em = record.c / 64 / ratio;
  const left = (record.b & 1023) / ratio, right = ((record.b >> 10) & 1023) / ratio;
  const key = `${line} ${em} ${left} ${right}`;
  if (element.genbaLayout === key) return;
  element.genbaLayout = key;
  const style = element.style;
  style.font = `${em}px/${line}px ${family}`;
  const shift = lineShift(em, line, ratio);
  if (element instanceof HTMLTextAreaElement) {
    style.padding = `${9 * em / 16 + shift}px ${right}px 0 ${left}px`;
  } else {
    style.padding = `0 ${right}px 0 ${left}px`;
    style.transform = `translateY(${shift}px)`;
  }
}

export function updateField(element, record, ratio) {
  layOut(element, record, ratio);
  if (element.placeholder !== record.hint) element.placeholder = record.hint;
  const disabled = (record.flags & Flag.disabled) !== 0;
  if (element.disabled !== disabled) element.disabled = disabled;
  const changedElsewhere = record.value !== element.value.normalize('NFC') && record.value !== element.genbaSent;
  if (changedElsewhere && !element.genbaComposing) element.value = record.value;
  element.genbaSent = record.value;
}

function send(element) {
  const value = element.value.normalize('NFC');
  element.genbaSent = value;
  withText(value, (pointer, length) => call('edit', element.genbaId, pointer, length));
}

export function startText(mirror) {
  mirror.addEventListener('compositionstart', (event) => {
    event.target.genbaComposing = true;
  });
  mirror.addEventListener('compositionend', (event) => {
    event.target.genbaComposing = false;
    send(event.target);
  });
  mirror.addEventListener('input', (event) => {
    const element = event.target;
    if (isField(element) && !event.isComposing && !element.genbaComposing) send(element);
  });
  mirror.addEventListener('keydown', (event) => {
    const element = event.target;
    if (event.key !== 'Enter' || !(element instanceof HTMLInputElement) || !isField(element)) return;
    // 229: the key belongs to the input method, also where isComposing is already false.
    if (!event.isComposing && event.keyCode !== 229) call('submit', element.genbaId);
  });
  mirror.addEventListener('click', (event) => {
    const element = event.target;
    const picks = element.type === 'date' || element.type === 'datetime-local';
    if (element instanceof HTMLInputElement && picks) openPicker(element);
  });
}

function openPicker(element) {
  try {
    element.showPicker();
  } catch {
    // Not allowed without a gesture, or unknown: typing works all the same.
  }
}
