// Joins the parts, then loads the program. The program calls genba.start when its own side is ready.
import {provide, wasm} from './bridge.js';
import {canvas, startCanvas} from './canvas.js';
import './charset.js';
import './clipboard.js';
import './contents.js';
import {startEnvironment} from './environment.js';
import {isAtRest, requestFrame, state} from './frame.js';
import {startKeyboard} from './keyboard.js';
import './kiosk.js';
import {mirror} from './mirror.js';
import './net.js';
import {startPointer} from './pointer.js';
import './print.js';
import './register.js';
import {startRoute} from './route.js';
import './storage_calls.js';
import {startText} from './text.js';
import {startTheme} from './theme.js';

wasm.canvas = canvas;
wasm.genba.isAtRest = isAtRest;

provide({
  start() {
    startCanvas();
    startTheme();
    startRoute();
    startEnvironment();
    startText(mirror);
    startPointer();
    startKeyboard(mirror);
    state.ready = true;
    document.documentElement.classList.add('ready');
    requestFrame();
  },
});

// The program has run and nothing has started, for want of WebGL 2 (Firefox has none where there is no OpenGL), or
// it could not run at all, for want of WebAssembly or a network: words instead of an icon for ever.
const sayIfFailed = () => state.ready || document.documentElement.classList.add('failed');
wasm.postRun = sayIfFailed;
wasm.onAbort = sayIfFailed;

const program = document.createElement('script');
program.src = document.querySelector('link[data-program]')?.href ?? 'app.js';
program.addEventListener('error', sayIfFailed);
document.head.appendChild(program);
