// A server with any number of tickets, and the tickets.
import { makeFolder } from '../contract/lib/program.mjs';
import * as product from '../e2e/lib/product.mjs';
import { fill } from './filled_server.mjs';

// Ticket i is the same in every run: 60 % Japanese, about one in six open, two years of history.
const words = {
  ja: ['会議室', 'プリンター', 'メール', 'VPN', '共有フォルダー', '勤怠システム', '端末', '無線', 'が使えない', 'が遅い', 'でエラーが出る', 'に入れない'],
  en: ['printer', 'mailbox', 'VPN', 'shared folder', 'timesheet', 'laptop', 'wireless', 'database', 'is slow', 'does not start', 'reports an error', 'is out of reach'],
};
function row(i) {
  let seed = (i * 2654435761 + 12345) >>> 0;
  const next = (limit) => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return Math.floor((seed / 4294967296) * limit);
  };
  const language = next(10) < 6 ? 'ja' : 'en';
  const pick = () => words[language][next(words[language].length)];
  const text = (length) => Array.from({ length }, pick).join(language === 'ja' ? '' : ' ');
  const opened = Date.UTC(2024, 10, 1) + next(720) * 86_400_000 + next(86_400) * 1000;
  const isOpen = next(100) < 16;
  const iso = (at) => new Date(at).toISOString();
  const level = () => ['high', 'medium', 'low'][next(3)];
  return [
    `T${i}`, text(3 + next(6)), text(12 + next(40)), isOpen ? 'in_progress' : 'closed', level(), level(),
    ['network', 'hardware', 'software', 'mail', 'account'][next(5)], `Group ${next(12)}`, `Person ${next(300)}`,
    iso(opened), isOpen ? '' : iso(opened + 3_600_000 * (1 + next(200))), text(8 + next(20)), text(8 + next(20)),
  ];
}
const header = ['key', 'title', 'description', 'state', 'impact', 'urgency', 'category', 'assignment_group', 'requester', 'opened_at', 'closed_at', 'comment', 'comment2'];

/** A server that holds `count` tickets with two comments each; `manager` of filled_server.mjs may sign in. */
export async function serveTickets(owner, count) {
  const server = await product.serve(owner);
  const columns = Object.fromEntries(header.map((name) => [name, name === 'comment2' ? 'comment' : name]));
  const rows = Array.from({ length: count }, (_, i) => row(i));
  await fill(server, makeFolder(owner), { source: 'bench', columns }, header, rows);
  return server;
}
