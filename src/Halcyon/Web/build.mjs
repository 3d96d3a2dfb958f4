// Builds the web app for `dotnet build`: installs its packages when the lock file changed, builds beside the old
// result, compresses, and exchanges the two in one step. A second build at the same time waits for the first.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const web = resolve(process.argv[2]);
const lock = join(web, '.build-lock');
const staleAfterMilliseconds = 15 * 60_000;
const compressible = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt']);
const smallestWorthwhileBytes = 1024;

function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const started = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - started > staleAfterMilliseconds) rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
}

function tryNpm(output, ...args) {
  const windows = process.platform === 'win32';
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: web, stdio: ['ignore', output, output], shell: windows }).status === 0;
}

function npm(...args) {
  if (!tryNpm('inherit', ...args)) throw new Error(`npm ${args[0]} ${args[1] ?? ''} failed; its own words are above`);
}

function install() {
  // With NODE_ENV=production in the environment npm would leave out what the build needs.
  const quiet = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // `npm ci` refuses a lock file that lacks an optional package of another platform, which happens where a registry does
  // not carry it. `npm install --no-save` installs the same locked versions and leaves the lock file as it is.
  if (!tryNpm('ignore', 'ci', ...quiet)) npm('install', '--no-save', ...quiet);
}

function installed() {
  // npm keeps this copy of the lock file up to date with what is installed.
  const found = statSync(join(web, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false });
  return found !== undefined && found.mtimeMs >= statSync(join(web, 'package-lock.json')).mtimeMs;
}

function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (!entry.isFile() || !compressible.has(extname(path))) continue;
    const content = readFileSync(path);
    if (content.length < smallestWorthwhileBytes) continue;
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

takeLock();
try {
  if (!installed()) install();
  rmSync(join(web, 'dist.new'), { recursive: true, force: true });
  npm('run', 'build', '--', '--outDir', 'dist.new', '--emptyOutDir', '--logLevel', 'warn');
  compress(join(web, 'dist.new'));
  rmSync(join(web, 'dist.old'), { recursive: true, force: true });
  if (existsSync(join(web, 'dist'))) renameSync(join(web, 'dist'), join(web, 'dist.old'));
  renameSync(join(web, 'dist.new'), join(web, 'dist'));
  rmSync(join(web, 'dist.old'), { recursive: true, force: true });
} catch (error) {
  console.error(`error : the web app was not built: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(lock, { recursive: true, force: true });
}
