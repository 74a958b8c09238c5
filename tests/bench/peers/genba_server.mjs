// `genba serve`, filled by an import and a device that joins.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../../contract/lib/program.mjs';
import { fill, manager } from '../filled_server.mjs';
import { ticket } from './tickets.mjs';

const mostComments = 6;
const levels = ['high', 'medium', 'low'];
const fields = ['title', 'description', 'state', 'impact', 'urgency', 'category', 'assignment_group', 'assigned_to', 'requester', 'opened_at', 'resolved_at', 'closed_at'];
const texts = ['comment', 'note'].flatMap((role) => Array.from({ length: mostComments }, (_, i) => [`${role} ${i + 1}`, role]));
const header = ['key', ...fields, ...texts.map(([name]) => name)];
const mapping = {
  source: 'bench',
  columns: { key: 'key', ...Object.fromEntries(fields.map((name) => [name, name])), ...Object.fromEntries(texts) },
  values: { state: { pending: { state: 'pending', pending_reason: 'awaiting_requester' } } },
};

const instant = (at) => (at === null ? '' : new Date(at).toISOString());

function row(i) {
  const it = ticket(i);
  const bodies = (internal) => {
    const of = it.comments.filter((comment) => comment.internal === internal).map(({ body }) => body);
    return [...of, ...Array(mostComments - of.length).fill('')];
  };
  return [
    it.id, it.title, it.description, it.state, levels[it.impact - 1], levels[it.urgency - 1], it.category, it.group,
    it.assignee, it.requester, instant(it.created), instant(it.resolved), it.state === 'closed' ? instant(it.resolved) : '',
    ...bodies(false), ...bodies(true),
  ];
}

export async function start(owner, { count, folder, site }) {
  // A site without its first page is none.
  copyFileSync(join(site, 'genba.html'), join(site, 'index.html'));
  const server = await startServer(owner, { args: ['--web', site] });
  await fill(server, folder, mapping, header, Array.from({ length: count }, (_, i) => row(i)));
  return { url: `${server.url}/genba.html`, pid: server.child.pid, place: manager };
}
