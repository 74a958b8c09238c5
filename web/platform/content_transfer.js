// The way of an attachment's content to and from the server, in chunks that go on where they were cut
// off (core/sync/PROTOCOL.md, "Attachments").
import {kept as store} from './content_store.js';
import {retryAfter} from './net.js';

const chunkSize = 256 * 1024;
const partSize = 1024 * 1024; // of what is fetched
const limitMs = 60_000; // for one of them

// Numbers shared with wasm/platform/contents.h.
export const Sent = Object.freeze({sent: 0, later: 1, signIn: 2, unknown: 3, refused: 4, gone: 5});
export const Opened = Object.freeze({opened: 0, notThere: 1, failed: 2});

const addressOf = (id, more = '') => `/api/attachments/${id}${more}`;

function ask(address, options = {}) {
  return fetch(address, {...options, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(limitMs)});
}

function outcomeOf({status}) {
  if (status === 401) return Sent.signIn;
  if (status === 404) return Sent.unknown;
  return status === 429 || status >= 500 ? Sent.later : Sent.refused;
}

async function sendPicture(id) {
  const picture = await store.picture(id);
  // Without it the content is still whole.
  if (picture) await ask(addressOf(id, '/thumbnail'), {method: 'PUT', body: picture});
}

async function sendAll(id, sentTo) {
  const content = await store.content(id);
  if (!content) return {outcome: Sent.gone};
  let answer = await ask(addressOf(id, '/state'));
  // A chunk is sent once more than there are: after an answer that was lost.
  for (let rounds = Math.ceil(content.size / chunkSize) + 3; rounds > 0; rounds--) {
    if (!answer.ok && answer.status !== 409) return {outcome: outcomeOf(answer), wait: retryAfter(answer)};
    const {received, whole, thumbnail} = await answer.json();
    if (whole) {
      await store.noteSent(id, sentTo);
      return {outcome: Sent.sent};
    }
    if (received === 0 && !thumbnail) await sendPicture(id);
    answer = await ask(addressOf(id, `?offset=${received}`), {
      method: 'PUT', body: content.slice(received, received + chunkSize),
    });
  }
  return {outcome: Sent.refused};
}

/** Sends what the server does not have yet; {outcome: one of Sent, wait: seconds or -1}. */
export async function send(id, sentTo) {
  try {
    return await sendAll(id, sentTo);
  } catch {
    return {outcome: Sent.later};
  }
}

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const sha256 = async (bytes) => hex(await crypto.subtle.digest('SHA-256', bytes));

/** The content from here, or from the server, held against its hash; null: it has not arrived there. */
export async function fetchContent(id, hash, type, sentTo) {
  const kept = await store.content(id).catch(() => null);
  if (kept) return kept;
  const parts = [];
  for (let at = 0, size = 1; at < size; at += partSize) {
    const answer = await ask(addressOf(id), {headers: {Range: `bytes=${at}-${at + partSize - 1}`}});
    if (answer.status === 404) return null;
    if (answer.status !== 206) throw new Error(`answered ${answer.status}`);
    size = Number(answer.headers.get('Content-Range').split('/')[1]);
    parts.push(await answer.blob());
  }
  const content = new Blob(parts, {type});
  if ((await sha256(await content.arrayBuffer())) !== hash) throw new Error('not what was attached');
  // A device that is full shows it all the same.
  await store.keepFetched(id, content, sentTo).catch(() => {});
  return content;
}

/** The small picture, from here or the server; null: there is none. */
export async function fetchPicture(id) {
  const kept = await store.picture(id);
  if (kept) return kept;
  const answer = await ask(addressOf(id, '/thumbnail'));
  if (!answer.ok) return null;
  const picture = await answer.blob();
  await store.keepPicture(id, picture).catch(() => {});
  return picture;
}
