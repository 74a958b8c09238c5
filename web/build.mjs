// Assembles the site out of the compiled client and this folder.
//
//   node build.mjs --client FOLDER --out FOLDER
//
// FOLDER --client holds app.js and app.wasm. Scripts and styles that index.html names, and the client,
// get a name with a hash of their content; pages, manifest, icons and the service worker keep theirs.
// A script of type "module" is bundled with what it imports. Compressed forms (.br, .gz) lie beside
// each file. The folder is replaced as a whole, and only when something that goes into it changed.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { rollup } from 'rollup';
import { minify } from 'terser';
import { generateSW } from 'workbox-build';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { client: { type: 'string' }, out: { type: 'string' } } });
if (!values.client || !values.out) {
  console.error('usage: build.mjs --client FOLDER --out FOLDER');
  process.exit(2);
}
const client = resolve(values.client);
const out = resolve(values.out);

const hash = (...parts) => {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex').slice(0, 16);
};

function filesBelow(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

function inputs() {
  const own = fs
    .readdirSync(here)
    .filter((name) => /\.(html|css|js|mjs|webmanifest|json)$/.test(name))
    .map((name) => join(here, name));
  return [
    ...own,
    ...filesBelow(join(here, 'platform')),
    ...filesBelow(join(here, 'icons')),
    join(client, 'app.js'),
    join(client, 'app.wasm'),
  ];
}

// The server sends `script-src 'self' 'wasm-unsafe-eval'` and nothing inline, so a page that needs
// more would be dead: better that it is never made.
function refuseInline(html) {
  const rules = [
    [/<script(?![^>]*\ssrc=)[^>]*>/i, 'a script without src'],
    [/<style[\s>]/i, 'a <style> element'],
    [/<[^>]+\sstyle\s*=/i, 'a style attribute'],
    [/<[^>]+\son[a-z]+\s*=/i, 'an event handler attribute'],
    [/(?:src|href)\s*=\s*"(?:https?:)?\/\//i, 'an address of another host'],
  ];
  for (const [pattern, what] of rules) {
    const found = html.match(pattern);
    if (found) throw new Error(`index.html has ${what}, which its security policy forbids: ${found[0]}`);
  }
}

async function script(path, isModule) {
  let code = fs.readFileSync(path, 'utf8');
  if (isModule) {
    const bundle = await rollup({ input: path, onwarn: (warning) => { throw new Error(warning.message); } });
    code = (await bundle.generate({ format: 'es', inlineDynamicImports: true })).output[0].code;
    await bundle.close();
  }
  const small = await minify(code, { ecma: 2020, module: isModule, compress: { passes: 2 } });
  return Buffer.from(small.code);
}

function write(folder, name, bytes) {
  const path = join(folder, name);
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(path, bytes);
}

function writeHashed(folder, name, bytes) {
  const extension = extname(name);
  const hashed = `${basename(name, extension)}.${hash(bytes)}${extension}`;
  write(folder, hashed, bytes);
  return hashed;
}

function writeClient(folder) {
  const wasm = writeHashed(folder, 'app.wasm', fs.readFileSync(join(client, 'app.wasm')));
  const parts = fs.readFileSync(join(client, 'app.js'), 'utf8').split(/(["'])app\.wasm\1/);
  // split() keeps the captured quote: text, quote, text.
  if (parts.length !== 3) throw new Error('app.js does not name app.wasm exactly once');
  const script = writeHashed(folder, 'app.js', Buffer.from(`${parts[0]}"${wasm}"${parts[2]}`));
  return { 'app.js': script, 'app.wasm': wasm };
}

// Replaces each local script and style of the page by its hashed name, as a path from the root,
// because a ticket's address lies deeper.
async function writePage(folder) {
  let html = fs.readFileSync(join(here, 'index.html'), 'utf8');
  refuseInline(html);
  const program = writeClient(folder);
  for (const [tag, attribute, name] of html.matchAll(/<(?:script|link)\b[^>]*?\s(src|href)="([^"]+)"[^>]*>/g)) {
    const path = name.replace(/^\//, '');
    let target = path;
    if (path in program) {
      target = program[path];
    } else if (path.endsWith('.js') || path.endsWith('.mjs')) {
      const bytes = await script(join(here, path), /type="module"/.test(tag));
      target = writeHashed(folder, path.replace(/\.mjs$/, '.js'), bytes);
    } else if (path.endsWith('.css')) {
      target = writeHashed(folder, path, fs.readFileSync(join(here, path)));
    } else if (!fs.existsSync(join(here, path))) {
      throw new Error(`index.html names ${name}, which is not there`);
    }
    html = html.replace(tag, tag.replace(`${attribute}="${name}"`, `${attribute}="/${target}"`));
  }
  write(folder, 'index.html', html);
}

async function writeServiceWorker(folder) {
  const { count, warnings } = await generateSW({
    globDirectory: folder,
    globPatterns: ['**/*.{html,js,css,wasm,webmanifest,svg,png}'],
    swDest: join(folder, 'service-worker.js'),
    dontCacheBustURLsMatching: /\.[0-9a-f]{16}\.(js|css|wasm)$/,
    maximumFileSizeToCacheInBytes: 32 * 1024 * 1024,
    // Every address of the client is answered by its page, what the server says never is.
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/api\//, /^\/healthz$/, /^\/install-ca(\/|$)/],
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    skipWaiting: false,
    inlineWorkboxRuntime: true,
    sourcemap: false,
    mode: 'production',
  });
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
  return count;
}

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

async function compress(path) {
  const bytes = fs.readFileSync(path);
  if (/\.(png|br|gz)$/.test(path) || bytes.length < 256) return null;
  const small = await brotli(bytes, {
    params: {
      [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
      [zlib.constants.BROTLI_PARAM_LGWIN]: 24,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  fs.writeFileSync(`${path}.br`, small);
  fs.writeFileSync(`${path}.gz`, await gzip(bytes, { level: 9 }));
  return { name: basename(path), plain: bytes.length, brotli: small.length };
}

const paths = inputs();
const version = hash(...paths.flatMap((path) => [path.slice(path.lastIndexOf('/')), fs.readFileSync(path)]));
const stamp = `${out}.version`;
if (fs.existsSync(join(out, 'index.html')) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === version) {
  process.exit(0);
}

const fresh = `${out}.new`;
fs.rmSync(fresh, { recursive: true, force: true });
fs.rmSync(stamp, { force: true });
for (const icon of filesBelow(join(here, 'icons'))) {
  write(fresh, join('icons', basename(icon)), fs.readFileSync(icon));
}
write(fresh, 'manifest.webmanifest', fs.readFileSync(join(here, 'manifest.webmanifest')));
await writePage(fresh);
const count = await writeServiceWorker(fresh);
const sizes = (await Promise.all(filesBelow(fresh).map(compress))).filter(Boolean);
fs.rmSync(out, { recursive: true, force: true });
fs.renameSync(fresh, out);
fs.writeFileSync(stamp, version);

const code = sizes.filter(({ name }) => /\.(js|wasm)$/.test(name) && !name.startsWith('service-worker'));
for (const { name, plain, brotli: packed } of code) {
  console.log(`    ${name}  ${(plain / 1024).toFixed(0)} KiB, ${(packed / 1024).toFixed(0)} KiB brotli`);
}
const total = code.reduce((sum, { brotli: packed }) => sum + packed, 0);
console.log(`    site of ${count} files in ${out}: wasm + js ${(total / 1024).toFixed(0)} KiB brotli`);
