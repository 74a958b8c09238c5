// Texts of files that are not UTF-8. What the encoding does not have becomes U+FFFD.
import {giveText, provide, readBytes} from './bridge.js';

// In the order of genba::Charset.
const labels = ['utf-16le', 'utf-16be', 'shift_jis', 'euc-jp'];

provide({
  decode: (charset, pointer, length) =>
    giveText(new TextDecoder(labels[charset]).decode(readBytes(pointer, length))),
});
