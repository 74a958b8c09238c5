// Numbers shared with wasm/ui/semantics.h.

export const Role = Object.freeze({
  button: 1, checkbox: 2, textbox: 3, switch: 4, radio: 5, row: 6, grid: 7, heading: 8, text: 9,
  link: 10, status: 11, dialog: 12, navigation: 13, combobox: 14, option: 15, tab: 16, file: 17,
  region: 18, main: 19, form: 20, list: 21, listitem: 22, listbox: 23, tablist: 24, radiogroup: 25,
  menu: 26, menuitem: 27, image: 28, group: 29, columnheader: 30, alert: 31, progress: 32, banner: 33,
});

export const Flag = Object.freeze({
  checked: 1 << 0, disabled: 1 << 1, expanded: 1 << 2, expandable: 1 << 3, multiline: 1 << 4,
  required: 1 << 5, invalid: 1 << 6, selected: 1 << 7, group: 1 << 8, modal: 1 << 9, clipped: 1 << 10,
  current: 1 << 11, tabStop: 1 << 12, autofocus: 1 << 13, popup: 1 << 14, hidden: 1 << 15, combobox: 1 << 16,
});

// Role attributes; elements that have the role by nature are not listed.
export const ariaRole = Object.freeze({
  [Role.checkbox]: 'checkbox', [Role.switch]: 'switch', [Role.radio]: 'radio', [Role.row]: 'row',
  [Role.grid]: 'grid', [Role.heading]: 'heading', [Role.status]: 'status', [Role.dialog]: 'dialog',
  [Role.navigation]: 'navigation', [Role.combobox]: 'combobox', [Role.option]: 'option',
  [Role.tab]: 'tab', [Role.main]: 'main', [Role.form]: 'form', [Role.list]: 'list',
  [Role.listitem]: 'listitem', [Role.listbox]: 'listbox', [Role.tablist]: 'tablist',
  [Role.radiogroup]: 'radiogroup', [Role.menu]: 'menu', [Role.menuitem]: 'menuitem',
  [Role.image]: 'img', [Role.group]: 'group', [Role.columnheader]: 'columnheader',
  [Role.alert]: 'alert', [Role.progress]: 'progressbar', [Role.banner]: 'banner',
});
