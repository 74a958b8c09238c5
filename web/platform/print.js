// Printing: the canvas is no document, so one is built from plain blocks and shown to the printer only.
import {provide, readText} from './bridge.js';

const Kind = Object.freeze({title: 0, heading: 1, text: 2, tableHead: 3, tableRow: 4});

function textElement(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function build(target, packed) {
  target.replaceChildren();
  let table = null;
  for (const block of packed.split('\x1e')) {
    if (block === '') continue;
    const kind = Number(block[0]);
    const cells = block.slice(1).split('\x1f').slice(0, -1);
    if (kind === Kind.tableHead || kind === Kind.tableRow) {
      if (kind === Kind.tableHead || table === null) {
        table = document.createElement('table');
        target.appendChild(table);
      }
      const row = document.createElement('tr');
      row.append(...cells.map((cell) => textElement(kind === Kind.tableHead ? 'th' : 'td', cell)));
      table.appendChild(row);
      continue;
    }
    table = null;
    const tag = kind === Kind.title ? 'h1' : kind === Kind.heading ? 'h2' : 'p';
    target.appendChild(textElement(tag, cells.join(' ')));
  }
}

provide({
  print(pointer, length) {
    build(document.getElementById('print'), readText(pointer, length));
    // After the frame: the dialog stops everything.
    setTimeout(() => window.print());
  },
});
