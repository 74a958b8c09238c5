// One element for each role of the accessibility tree, and what its record says about it.
import {Flag, Role, ariaRole} from './roles.js';
import {createField, updateField} from './text.js';
import {createFileInput, updateFileInput} from './files.js';

const buttons = new Set([
  Role.button, Role.checkbox, Role.switch, Role.radio, Role.combobox, Role.tab, Role.menuitem, Role.option,
]);
const spoken = new Set([Role.text, Role.heading, Role.status, Role.alert, Role.listitem]);
// Their one element that Tab reaches is marked with Flag.tabStop; arrows move among them.
const roving = new Set([Role.radio, Role.tab, Role.option, Role.menuitem, Role.row]);

function createByRole(role, record) {
  if (role === Role.textbox) return createField(record);
  if (role === Role.file) return createFileInput(record);
  if (buttons.has(role)) {
    const button = document.createElement('button');
    button.type = 'button';
    return button;
  }
  if (role === Role.link) return document.createElement('a');
  return document.createElement(role === Role.text ? 'span' : 'div');
}

export function createElement(record) {
  const element = createByRole(record.role, record);
  element.genbaId = record.id;
  element.genbaRole = record.role;
  element.id = `n${record.id.toString(16)}`;
  element.genbaAttributes = {};
  if (ariaRole[record.role]) element.setAttribute('role', ariaRole[record.role]);
  if (spoken.has(record.role)) element.classList.add('t');
  if (record.role === Role.region || record.role === Role.dialog) element.classList.add('w');
  if (record.role === Role.status) element.setAttribute('aria-live', 'polite');
  if (record.role === Role.row) addRowCell(element);
  if (record.role === Role.columnheader) addHeaderButton(element, record);
  return element;
}

// A grid's row owns cells only: one with the words, one with the row's controls.
function addRowCell(element) {
  element.genbaText = document.createElement('span');
  element.genbaText.setAttribute('role', 'gridcell');
  element.genbaText.className = 't';
  element.appendChild(element.genbaText);
}

export function containerOf(element) {
  if (element.genbaRole !== Role.row || element.querySelector(':scope > [role=columnheader]')) return element;
  if (element.genbaControls === undefined) {
    element.genbaControls = document.createElement('span');
    element.genbaControls.setAttribute('role', 'gridcell');
    element.appendChild(element.genbaControls);
  }
  return element.genbaControls;
}

function addHeaderButton(element, record) {
  if (record.b === 0) {
    element.classList.add('t');
    return;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.genbaId = record.id;
  element.genbaButton = button;
  element.appendChild(button);
}

export function setAttribute(element, name, value) {
  if (element.genbaAttributes[name] === value) return;
  element.genbaAttributes[name] = value;
  if (value === null) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value);
  }
}

const yes = (flags, flag) => (flags & flag ? 'true' : 'false');

function updateLabel(element, record) {
  const {role, label} = record;
  if (role === Role.row) {
    if (element.genbaText && element.genbaText.textContent !== label) element.genbaText.textContent = label;
    setAttribute(element, 'aria-label', label || null);
  } else if (spoken.has(role)) {
    if (element.textContent !== label) element.textContent = label;
  } else if (role === Role.columnheader) {
    const target = element.genbaButton ?? element;
    if (target.textContent !== label) target.textContent = label;
  } else {
    setAttribute(element, 'aria-label', label || null);
  }
}

// eslint-disable-next-line complexity -- one line for each role
function updateRole(element, record) {
  const {role, flags, a, b, c} = record;
  switch (role) {
    case Role.button:
      setAttribute(element, 'aria-pressed', c === 0 ? null : c === 2 ? 'true' : 'false');
      setAttribute(element, 'aria-keyshortcuts', record.hint || null);
      break;
    case Role.checkbox:
    case Role.switch:
    case Role.radio:
      setAttribute(element, 'aria-checked', yes(flags, Flag.checked));
      break;
    case Role.option:
    case Role.tab:
      setAttribute(element, 'aria-selected', yes(flags, Flag.selected));
      break;
    case Role.combobox:
      setAttribute(element, 'aria-haspopup', 'dialog');
      if (element.textContent !== record.value) element.textContent = record.value;
      break;
    case Role.link:
      setAttribute(element, 'href', record.value);
      setAttribute(element, 'aria-current', flags & Flag.current ? 'page' : null);
      break;
    case Role.row:
      setAttribute(element, 'aria-rowindex', String(a));
      if (b === 1) setAttribute(element, 'aria-selected', yes(flags, Flag.selected));
      break;
    case Role.grid:
      setAttribute(element, 'aria-rowcount', String(a));
      setAttribute(element, 'aria-colcount', String(b));
      break;
    case Role.columnheader:
      setAttribute(element, 'aria-sort', ['none', 'ascending', 'descending'][c]);
      break;
    case Role.heading:
      setAttribute(element, 'aria-level', String(a || 2));
      break;
    case Role.progress:
      setAttribute(element, 'aria-valuenow', String(a));
      break;
    case Role.region:
      setAttribute(element, 'role', record.label ? 'region' : null);
      break;
    case Role.dialog:
      setAttribute(element, 'aria-modal', 'true');
      break;
    default:
  }
}

export function updateElement(element, record, ratio) {
  const {role, flags} = record;
  updateLabel(element, record);
  updateRole(element, record);
  if (role === Role.textbox) updateField(element, record, ratio);
  if (role === Role.file) updateFileInput(element, record);
  if (flags & Flag.expandable) setAttribute(element, 'aria-expanded', yes(flags, Flag.expanded));
  setAttribute(element, 'aria-disabled', flags & Flag.disabled ? 'true' : null);
  setAttribute(element, 'aria-required', flags & Flag.required ? 'true' : null);
  setAttribute(element, 'aria-invalid', flags & Flag.invalid ? 'true' : null);
  const pointsAt = flags & Flag.combobox ? 'aria-activedescendant' : 'aria-describedby';
  setAttribute(element, pointsAt, record.describedBy ? `n${record.describedBy.toString(16)}` : null);
  if (roving.has(role) && !(role === Role.row && record.b !== 1)) {
    setAttribute(element, 'tabindex', flags & Flag.tabStop ? '0' : '-1');
  }
}
