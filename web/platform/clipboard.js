// Copying and saving. Cut, copy and paste inside fields are the browser's own.
import {provide, readBytes, readText} from './bridge.js';
import {toCp932} from './cp932.js';

// For pages without the asynchronous clipboard (plain http).
function copyByCommand(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'offscreen';
  document.body.appendChild(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByCommand(text);
  }
}

export function saveBlob(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

provide({
  copy(pointer, length) {
    copy(readText(pointer, length));
  },
  save(name, nameLength, type, typeLength, bytes, length) {
    saveBlob(readText(name, nameLength), new Blob([readBytes(bytes, length)], {type: readText(type, typeLength)}));
  },
  saveCp932(name, nameLength, type, typeLength, text, length) {
    const {bytes, lacking} = toCp932(readText(text, length));
    saveBlob(readText(name, nameLength), new Blob([bytes], {type: readText(type, typeLength)}));
    return lacking;
  },
});
