// What wasm/platform/contents.cpp calls, and the files that people attach.
import {call, provide, readText, withBytes, withText} from './bridge.js';
import {saveBlob} from './clipboard.js';
import {kept as store} from './content_store.js';
import {Opened, fetchContent, fetchPicture, send, sha256} from './content_transfer.js';
import {requestFrame} from './frame.js';
import {makePicture, readPixels} from './pictures.js';

const largestFile = 25 * 1024 * 1024;
const fullShare = 0.8; // of what the browser lets this site keep
const pictureEdge = 160;
const separator = '\u001f';

// Numbers shared with wasm/platform/events.h.
const Kept = Object.freeze({kept: 0, tooLarge: 1, empty: 2, quota: 3, unreadable: 4});

// A UUID of version 7 (RFC 9562).
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let at = 5; at >= 0; at--, time = Math.floor(time / 256)) bytes[at] = time % 256;
  bytes[6] = 0x70 | (bytes[6] & 15);
  bytes[8] = 0x80 | (bytes[8] & 63);
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function isNearlyFull(size) {
  const {usage, quota} = (await navigator.storage?.estimate?.()) ?? {};
  return quota > 0 && usage + size > quota * fullShare;
}

/** Whether there is room for it, after what the server has was dropped if need be. */
async function hasRoom(size) {
  if (!(await isNearlyFull(size))) return true;
  await store.dropSent().catch(() => {});
  return !(await isNearlyFull(size));
}

async function keepFile(file) {
  if (file.size > largestFile) return {outcome: Kept.tooLarge};
  if (file.size === 0) return {outcome: Kept.empty};
  if (!(await hasRoom(file.size))) return {outcome: Kept.quota};
  try {
    const bytes = await file.arrayBuffer();
    const content = new Blob([bytes], {type: file.type});
    const id = newId();
    const hash = await sha256(bytes);
    await store.keep(id, content, await makePicture(content));
    return {outcome: Kept.kept, id, hash};
  } catch (error) {
    return {outcome: error?.name === 'QuotaExceededError' ? Kept.quota : Kept.unreadable};
  }
}

/** Keeps each file on this device, and only then tells the program of it. */
export async function keepFiles(target, files) {
  for (const file of files) {
    const {outcome, id = '', hash = ''} = await keepFile(file);
    const facts = [target, id, file.name, file.type, hash].map((text) => text.replaceAll(separator, '') + separator);
    withText(facts.join(''), (text, length) => call('kept_file', outcome, text, length, file.size));
    requestFrame();
  }
}

const done = (request, outcome, number = -1, bytes = new Uint8Array()) =>
  withBytes(bytes, (pointer, length) => call('content_done', request, outcome, number, pointer, length));

async function list(request) {
  const kept = await store.list().catch(() => []);
  const text = kept.map(([id, sentTo]) => `${id}${separator}${sentTo}\n`).join('');
  done(request, 0, -1, new TextEncoder().encode(text));
}

async function save(request, id, name, type, hash, sentTo) {
  let outcome = Opened.failed;
  try {
    const content = await fetchContent(id, hash, type, sentTo);
    outcome = content ? Opened.opened : Opened.notThere;
    if (content) saveBlob(name, content);
  } catch (error) {
    console.warn(error.message);
  }
  done(request, outcome);
}

async function showPicture(request, id) {
  try {
    const picture = await fetchPicture(id);
    if (picture) {
      const {width, bytes} = await readPixels(picture, pictureEdge);
      done(request, 0, width, bytes);
      return;
    }
  } catch (error) {
    console.warn(error.message);
  }
  done(request, 0, 0);
}

provide({
  contentList: (request) => void list(request),
  async contentSend(request, id, idLength, sentTo, sentToLength) {
    const {outcome, wait = -1} = await send(readText(id, idLength), readText(sentTo, sentToLength));
    done(request, outcome, wait);
  },
  // id, name, type, hash, epoch
  contentSave(request, text, length) {
    save(request, ...readText(text, length).split(separator));
  },
  contentPicture(request, id, length) {
    showPicture(request, readText(id, length));
  },
  contentDiscard(id, length) {
    store.discard(readText(id, length)).catch((error) => console.warn(error.message));
  },
});
