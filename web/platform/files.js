// File input: a real <input type=file> over the button that the canvas draws.
import {call, withBytes, withText} from './bridge.js';
import {keepFiles} from './contents.js';
import {requestFrame} from './frame.js';

// Larger files would not fit in the page's memory together with the workspace: only their size is told.
const largestFile = 64 * 1024 * 1024;

export function createFileInput(record) {
  const element = document.createElement('input');
  element.type = 'file';
  element.accept = record.hint;
  if (record.hint.startsWith('image/')) element.setAttribute('capture', 'environment');
  element.addEventListener('change', () => (element.genbaTarget ? keep(element) : send(element)));
  return element;
}

/** What has a target is kept by the page, and its bytes are not handed to the program. */
export function updateFileInput(element, record) {
  element.genbaTarget = record.value;
  element.multiple = record.value !== '' && !element.hasAttribute('capture');
}

function keep(element) {
  const files = [...element.files];
  element.value = '';
  keepFiles(element.genbaTarget, files);
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
