// What a person does at a device, chosen by chance, with the real `genba ticket`.
import { begin } from './program.mjs';

const levels = ['high', 'medium', 'low'];
const steps = {
  new: ['in_progress', 'resolved'],
  assigned: ['in_progress', 'pending'],
  in_progress: ['pending', 'resolved'],
  pending: ['in_progress'],
  resolved: ['closed', 'in_progress', 'monitoring'],
  monitoring: ['closed'],
  closed: ['in_progress'],
};

/** What a transition asks for. */
function needs(state, mark) {
  if (state === 'resolved') return [`resolution=再起動 ${mark}`, 'cause_code=software'];
  if (state === 'pending') return ['pending_reason=awaiting_vendor'];
  return [];
}

/** A gesture on a ticket: the words of the command, of which `mark` is one, if it writes a text. */
function onTicket({ id, state, description = '' }, random, mark, people) {
  const set = (...changes) => ['set', id, ...changes];
  const next = random.pick(steps[state] ?? ['in_progress']);
  return random.pick([
    () => set(`title=件名 ${mark}`),
    () => set(`title=件名 ${mark}`, `impact=${random.pick(levels)}`),
    () => set(`description=${description}\n${mark}`),
    () => set(`description=${mark}\n${description}`),
    () => set(`urgency=${random.pick(levels)}`),
    () => ['comment', id, `返信 ${mark}`],
    () => ['comment', id, `返信 ${mark}`],
    () => ['comment', id, '--internal', `内部 ${mark}`],
    () => set(`state=${next}`, ...needs(next, mark)),
    () => set(`state=${next}`, ...needs(next, mark)),
    () => set(`assigned_to=${random.pick(people)}`),
  ])();
}

/**
 * One gesture at a folder. Resolves to { mark, code, err }: 0 when it is saved, 3 and 5 when the rules refused it; `mark`
 * stands in a text that it wrote, if any.
 */
export async function gesture(data, random, mark, people) {
  const words = random.chance(0.25) ? ['new', '--title', `障害 ${mark}`] : await onSome(data, random, mark, people);
  const { code, err } = await begin(['ticket', ...words, '--data', data, '--json']);
  return { code, err, mark: words.some((word) => word.includes(mark)) ? mark : undefined };
}

async function onSome(data, random, mark, people) {
  const { out } = await begin(['ticket', 'list', '--data', data, '--json', '--limit', '0']);
  const tickets = JSON.parse(out);
  // Mostly what everybody works on.
  const few = tickets.slice(0, 4);
  if (tickets.length === 0) return ['new', '--title', `障害 ${mark}`];
  const { id } = random.pick(random.chance(0.7) ? few : tickets);
  const shown = await begin(['ticket', 'show', id, '--data', data, '--json']);
  return onTicket(JSON.parse(shown.out), random, mark, people);
}
