// The tickets that every peer is given. Ticket i depends on the seed and i alone, the same in Node and in
// a browser, so that a smaller set is the beginning of a larger one: 60 % Japanese, titles of 28 to 114
// characters, descriptions of 40 to 400, up to six comments, 12 categories, 12 groups, two years of
// history, one in six open and mostly young. 10,000 of them are 13.9 MB of UTF-8 JSON.
import { english, japanese } from './phrases.mjs';

const hour = 3_600_000;
const now = Date.UTC(2026, 6, 1, 9);
const span = 730 * 24 * hour;
const seed = 20260701;

const categories = ['network', 'email', 'printer', 'hardware', 'account', 'erp', 'database', 'file-share', 'security', 'mobile', 'collaboration', 'other'];
const groups = ['Service Desk 東京', 'Service Desk 大阪', 'Network', 'Windows', 'Linux/UNIX', 'SAP運用', 'DBA', 'Security', 'クライアント端末', '工場システム', 'Messaging', 'Facilities'];
const openStates = ['new', 'assigned', 'in_progress', 'pending'];
const targetHours = [4, 8, 24, 72, 120]; // by priority

/** Words to search for, each in 2 to 35 of 100 tickets. */
export const terms = ['印刷', '接続', '共有', '権限', '再起動', 'printer', 'password', 'outlook', 'disk', 'license'];

/** The id of ticket i. */
export const idOf = (i) => `INC${String(i + 1).padStart(7, '0')}`;

// Numbers in [0, 1), by Mulberry32.
function dice(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Writer {
  constructor(i) {
    this.next = dice(seed ^ Math.imul(i + 1, 0x9e3779b1));
    this.next();
    this.next();
    this.isJapanese = this.next() < 0.6;
    this.words = this.isJapanese ? japanese : english;
  }

  chance = (probability) => this.next() < probability;
  pick = (list) => list[Math.floor(this.next() * list.length)];
  between = (least, most) => least + Math.floor(this.next() * (most - least + 1));
  host = () =>
    `${this.pick(['PC', 'NB', 'SRV', 'PRN'])}-${this.pick(['TYO', 'OSA', 'NGY', 'FUK', 'LON', 'SIN'])}${String(this.between(1, 9999)).padStart(4, '0')}`;

  #places = {
    h: () => this.between(0, 23),
    n: () => this.between(2, 60),
    m: () => this.between(1, 99),
    x: () => this.between(0x80000000, 0x8fffffff).toString(16),
    host: this.host,
    name: () => this.pick(this.words.names),
  };
  sentence = (of) => this.pick(of).replace(/\{(\w+)\}/g, (_, place) => this.#places[place]());

  title(system, symptom) {
    const place = this.pick(this.words.places);
    const about = this.isJapanese
      ? `【${place}】${system}${symptom}（${this.host()}）`
      : `[${place}] ${system} ${symptom} (${this.host()})`;
    if (!this.chance(0.3)) return about;
    const name = this.pick(this.words.names);
    const extension = this.between(1000, 9999);
    return about + (this.isJapanese ? ` 利用者: ${name} 内線${extension}` : ` - reported by ${name}, ext ${extension}`);
  }

  description(system, symptom) {
    const wanted = 40 + Math.floor(340 * this.next() ** 1.3);
    let text = this.isJapanese ? `${system}${symptom}。` : `${system} ${symptom}. `;
    while (text.length < wanted) text += this.sentence(this.words.sentences);
    return text.slice(0, 400).trim();
  }

  comments(created) {
    let at = created;
    return Array.from({ length: this.between(0, 6) }, () => {
      at = Math.min(now, at + this.between(60_000, 6 * hour));
      let body = this.sentence(this.words.comments);
      if (this.chance(0.5)) body += this.sentence(this.words.sentences);
      if (this.chance(0.25)) body += this.sentence(this.words.sentences);
      return { author: this.person(40), at, internal: this.chance(0.4), body: body.trim() };
    });
  }

  person = (many) => this.pick(this.words.names) + this.between(1, many);
}

/** Ticket i, as a plain object. */
export function ticket(i) {
  const writer = new Writer(i);
  const system = writer.pick(writer.words.systems);
  const symptom = writer.pick(writer.words.symptoms);
  const title = writer.title(system, symptom);
  const description = writer.description(system, symptom);
  const created = Math.floor(now - span * writer.next());
  const impact = writer.between(1, 3);
  const urgency = writer.between(1, 3);
  const priority = Math.min(5, Math.max(1, impact + urgency - 1));
  const target = targetHours[priority - 1] * hour;
  const due = created + target + writer.between(0, hour - 1);
  const isYoung = now - created < span / 10;
  const isOpen = writer.chance(isYoung ? 0.8 : 0.08);
  const state = isOpen ? writer.pick(openStates) : writer.chance(0.15) ? 'resolved' : 'closed';
  const resolved = isOpen ? null : Math.min(now, Math.floor(created + target * (0.1 + 1.3 * writer.next() * writer.next())));
  const comments = writer.comments(created);
  return {
    id: idOf(i), title, description, language: writer.isJapanese ? 'ja' : 'en', state, open: isOpen ? 1 : 0,
    priority, impact, urgency, category: writer.pick(categories), group: writer.pick(groups),
    assignee: writer.person(40), requester: writer.person(999), created,
    updated: Math.max(created, resolved ?? 0, comments.at(-1)?.at ?? 0), resolved, due, comments,
  };
}

/** What the first screen of a peer must hold: how many tickets are open, and the ids of those that are due first. */
export function firstOpen(count, limit) {
  const open = Array.from({ length: count }, (_, i) => ticket(i)).filter((each) => each.open === 1);
  open.sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
  return { total: open.length, ids: open.slice(0, limit).map(({ id }) => id) };
}
