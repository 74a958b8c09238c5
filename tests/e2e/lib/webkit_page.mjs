// The part of Playwright's page that tests use in WebKitGTK, over WebDriver: what product.mjs says works in both.
// Which role and which name an element has is asked of the browser's own accessibility tree. A query means its
// first element, and a press waits until the page is at rest.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './chromium.mjs';
import { atRest } from './rest.mjs';

const { Key } = createRequire(join(root, 'web/package.json'))('selenium-webdriver');

const poll_ms = 100;
// ARIA has two words for it, and WebKit says the newer one.
const otherWords = { img: 'image' };
// Of the elements with that name, as many are asked for their role.
const mostCandidates = 20;

const pattern = (name, exact) => {
  if (name instanceof RegExp) return { source: name.source, flags: name.flags };
  const escaped = (name ?? '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return { source: exact ? `^${escaped}$` : escaped, flags: exact ? '' : 'i' };
};

/** In the page: visible elements with that label, or whose own text it is. */
function candidates({ source, flags, isText, level }, most) {
  const wanted = new RegExp(source, flags);
  const nameOf = (element) =>
    (isText ? null : element.ariaLabel) ?? (element.childElementCount === 0 ? element.textContent : null);
  const isShown = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const isMeant = (element) => {
    const name = nameOf(element);
    return name !== null && wanted.test(name) && isShown(element);
  };
  const levelFits = (element) => level === undefined || element.ariaLevel === String(level);
  return [...document.body.querySelectorAll('*')].filter((it) => levelFits(it) && isMeant(it)).slice(0, most);
}

const keyOf = (word) => Key[word.toUpperCase()] ?? word;

class WebKitLocator {
  #page;
  #query;
  #role;

  constructor(page, query, role) {
    this.#page = page;
    this.#query = query;
    this.#role = role;
  }

  first() {
    return this;
  }

  async #find() {
    const found = await this.#page.driver.executeScript(candidates, this.#query, mostCandidates);
    if (!this.#role) return found[0] ?? null;
    const wanted = new RegExp(this.#query.source, this.#query.flags);
    for (const element of found) {
      if ((await element.getAriaRole()) !== (otherWords[this.#role] ?? this.#role)) continue;
      if (wanted.test(await element.getAccessibleName())) return element;
    }
    return null;
  }

  /** An element that goes away while it is looked at is looked for again. */
  #until(isReached) {
    const look = async () => {
      try {
        return isReached(await this.#find());
      } catch (error) {
        if (error.name === 'StaleElementReferenceError') return null;
        throw error;
      }
    };
    const words = `${this.#role ?? 'text'} ${this.#query.source}`;
    return this.#page.driver.wait(look, this.#page.patience_ms, `waiting for ${words}`, poll_ms);
  }

  async count() {
    return (await this.#find()) === null ? 0 : 1;
  }

  async waitFor({ state = 'visible' } = {}) {
    await this.#until((element) => (state === 'visible' ? element : element === null));
  }

  async click() {
    await atRest(this.#page);
    const element = await this.#until((found) => found);
    await element.click();
  }

  async fill(text) {
    const element = await this.#until((found) => found);
    await element.clear();
    await element.sendKeys(text);
  }

  async press(key) {
    const element = await this.#until((found) => found);
    await element.sendKeys(keyOf(key));
  }

  async inputValue() {
    const element = await this.#until((found) => found);
    return element.getProperty('value');
  }

  async textContent() {
    const element = await this.#until((found) => found);
    return element.getProperty('textContent');
  }
}

export class WebKitPage {
  #address = '';

  constructor(driver, patience_ms) {
    this.driver = driver;
    this.patience_ms = patience_ms;
  }

  url() {
    return this.#address;
  }

  async goto(url) {
    this.#address = url;
    await this.driver.get(url);
  }

  reload() {
    return this.driver.navigate().refresh();
  }

  async evaluate(work, argument = null) {
    const script = `const [argument, done] = arguments;
      Promise.resolve().then(() => (${work})(argument)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.driver.executeAsyncScript(script, argument);
    if (error !== undefined) throw new Error(error);
    return value;
  }

  waitForFunction(work, argument = null) {
    return this.driver.wait(() => this.evaluate(work, argument), this.patience_ms, `waiting for ${work}`, poll_ms);
  }

  getByRole(role, { name, exact = false, level } = {}) {
    return new WebKitLocator(this, { ...pattern(name, exact), level }, role);
  }

  getByText(text) {
    return new WebKitLocator(this, { ...pattern(text, false), isText: true });
  }

  async screenshot() {
    return Buffer.from(await this.driver.takeScreenshot(), 'base64');
  }

  /** Only to say what was shown when a test has failed. */
  locator(selector) {
    const words = (chosen) =>
      Array.from(document.querySelectorAll(`${chosen} [role], ${chosen} button, ${chosen} input`), (element) =>
        `- ${element.role ?? element.localName} "${element.ariaLabel ?? element.textContent}"`).join('\n');
    return { ariaSnapshot: () => this.evaluate(words, selector) };
  }
}
