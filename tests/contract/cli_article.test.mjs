// `genba article` and `genba ticket similar`: what was solved once is found again, from a script.
import assert from 'node:assert/strict';
import test from 'node:test';

import { json, makeFolder, run } from './lib/program.mjs';

const genba = (data, what, verb, ...args) => run([what, verb, '--data', data, '--json', ...args]);

test('a solved ticket becomes an article, is published, found and retired', (t) => {
  const data = makeFolder(t);
  const ticket = json(genba(data, 'ticket', 'new', '--title', '複合機から両面印刷できない', 'category=hardware'));
  json(genba(data, 'ticket', 'set', ticket.label, 'state=resolved', 'resolution=ドライバーを入れ直す', 'cause_code=driver'));
  const draft = json(genba(data, 'article', 'new', '--from', ticket.label, 'keywords=ﾌﾟﾘﾝﾀ, 両面', 'title_en=Duplex printing fails'));
  assert.equal(draft.state, 'draft');
  assert.equal(draft.title, '複合機から両面印刷できない');
  assert.match(draft.body, /ドライバーを入れ直す/);
  assert.deepEqual(draft.keywords, ['両面', 'ﾌﾟﾘﾝﾀ']);
  const listed = (...args) => json(genba(data, 'article', 'list', ...args)).map(({ id }) => id);
  assert.deepEqual(listed('--search', 'プリンタ'), [draft.id]);
  assert.deepEqual(listed('--filter', 'state = published'), []);
  assert.equal(json(genba(data, 'article', 'publish', 'Duplex printing fails')).state, 'published');
  assert.deepEqual(listed('--filter', 'state = published and category = hardware'), [draft.id]);
  const similar = json(genba(data, 'ticket', 'similar', '複合機で両面印刷ができません'));
  assert.deepEqual(similar.map(({ kind }) => kind).sort(), ['article', 'ticket']);
  assert.ok(similar.every(({ help }) => help.includes('ドライバーを入れ直す')));
  json(genba(data, 'article', 'retire', draft.id));
  assert.equal(json(genba(data, 'article', 'show', draft.id)).state, 'retired');
  assert.deepEqual(json(genba(data, 'ticket', 'similar', '両面印刷')).map(({ label }) => label), [ticket.label]);
  assert.deepEqual(json(genba(data, 'ticket', 'similar', '会議室の予約')), []);
});

test('what is wrong is told in words', (t) => {
  const data = makeFolder(t);
  json(genba(data, 'article', 'new', '--title', '手順'));
  assert.equal(genba(data, 'article', 'show', 'ない記事').code, 4);
  assert.equal(genba(data, 'article', 'new', '--title', ' ').code, 3);
  assert.equal(genba(data, 'article', 'new').code, 3);
  assert.equal(genba(data, 'article', 'new', '--from', 'INC-000009').code, 4);
  const wrong = genba(data, 'article', 'new', '--title', '手順', 'color=red');
  assert.equal(wrong.code, 3);
  assert.match(JSON.parse(wrong.err).error.message, /field of article/);
});
