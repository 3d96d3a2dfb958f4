// Installs the PostgreSQL binaries named in package-lock.json beside this file, once per lock file.
// Two builds may run at the same time: the first takes the lock folder, the second waits and then finds the work done.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = readFileSync(join(here, 'package-lock.json'), 'utf8');
const stamp = join(here, 'node_modules', '.halcyon-installed');
const lock = join(here, '.install-lock');
const staleAfterMilliseconds = 10 * 60_000;

const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

function takeLock() {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleAfterMilliseconds) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

while (!installed()) {
  if (!takeLock()) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    continue;
  }

  try {
    if (installed()) break;
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const result = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: here,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (result.status !== 0) {
      console.error('error : the PostgreSQL binaries could not be installed by npm (see above); a network connection is needed the first time.');
      process.exitCode = 1;
      break;
    }
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
