// File input: a real <input type=file> over the button that the canvas draws.
import {call, withBytes, withText} from './bridge.js';
import {requestFrame} from './frame.js';

// Larger files would not fit in the page's memory together with the workspace: only their size is told.
const largestFile = 64 * 1024 * 1024;

export function createFileInput(record) {
  const element = document.createElement('input');
  element.type = 'file';
  element.accept = record.hint;
  if (record.hint.startsWith('image/')) element.setAttribute('capture', 'environment');
  element.addEventListener('change', () => send(element));
  return element;
}

async function send(element) {
  const file = element.files[0];
  if (!file) return;
  const bytes = new Uint8Array(file.size > largestFile ? 0 : await file.arrayBuffer());
  element.value = '';
  withText(file.name, (name, nameLength) =>
    withText(file.type, (type, typeLength) =>
      withBytes(bytes, (data, length) =>
        call('file', element.genbaId, name, nameLength, type, typeLength, data, length, file.size))));
  requestFrame();
}
