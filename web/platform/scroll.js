// Native scrolling: a scrolling window of the canvas has an element here that scrolls by itself, with
// a spacer as high as the content. The browser gives inertia, overscroll and reading order; the
// position goes to ImGui, which draws.
import {call} from './bridge.js';
import {state} from './frame.js';

export function setContentHeight(element, height) {
  const scrolls = height > 0;
  if (scrolls && !element.genbaSpacer) {
    element.genbaSpacer = document.createElement('i');
    element.genbaSpacer.setAttribute('aria-hidden', 'true');
    element.prepend(element.genbaSpacer);
    element.addEventListener('scroll', onScroll);
  }
  if (element.genbaScrolls !== scrolls) {
    element.genbaScrolls = scrolls;
    element.classList.toggle('s', scrolls);
  }
  if (element.genbaSpacer && element.genbaContentHeight !== height) {
    element.genbaContentHeight = height;
    element.genbaSpacer.style.height = `${height}px`;
  }
}

// A region that scrolls must be reached by Tab, when nothing inside it is.
export function updateTabStops(mirror) {
  for (const element of mirror.querySelectorAll('.s')) {
    const needed = element.querySelector('button, input, textarea, a[href], [tabindex="0"]') === null;
    if (needed === element.hasAttribute('tabindex')) continue;
    if (needed) {
      element.tabIndex = 0;
    } else {
      element.removeAttribute('tabindex');
    }
  }
}

// ImGui moved the content (a key, a scroll bar, a focused field): the element follows. What came from
// the element itself is not sent back, else a fling would stutter.
export function setScrollPosition(element, top) {
  // One that has not moved is at its top. To ask it would lay the page out within the frame that made it.
  if (Math.abs((element.genbaReported ?? 0) - top) <= 1.01) return;
  if (Math.abs(element.scrollTop - top) <= 1) return;
  element.scrollTop = top;
  element.genbaReported = element.scrollTop;
}

function onScroll(event) {
  const element = event.target;
  const top = element.scrollTop;
  if (element.genbaReported !== undefined && Math.abs(top - element.genbaReported) < 0.6) return;
  element.genbaReported = top;
  call('scroll', element.genbaId, Math.round(top * state.ratio));
}
