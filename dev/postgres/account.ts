import type { Stats } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An operating system account to start a process as. */
export interface Account {
  uid: number;
  gid: number;
}

export const READ = 4;
export const ENTER = 1;

/**
 * The account to run PostgreSQL as, since it refuses to run as root: the owner of an existing data folder, else
 * `postgres`, else `nobody`. `undefined` if we are not root; the server then runs as us.
 * @throws Error if /etc/passwd has neither account.
 */
export async function serverAccount(dataDir: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataDir).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8');
  const account = accountNamed(passwd, 'postgres') ?? accountNamed(passwd, 'nobody');
  if (!account)
    throw new Error('PostgreSQL refuses to run as root, and /etc/passwd has neither postgres nor nobody');
  return account;
}

function accountNamed(passwd: string, name: string): Account | undefined {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Whether the file's mode grants `bits` (READ, ENTER or their sum) to the account. */
function allows(file: Stats, account: Account, bits: number): boolean {
  const shift = file.uid === account.uid ? 6 : file.gid === account.gid ? 3 : 0;
  return ((file.mode >> shift) & bits) === bits;
}

/** Whether the account can enter every parent folder of `path` and has `bits` on `path` itself. */
export async function canReach(path: string, account: Account, bits: number): Promise<boolean> {
  const real = await realpath(path);
  if (!allows(await stat(real), account, bits)) return false;
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    if (!allows(await stat(folder), account, ENTER)) return false;
    if (folder === dirname(folder)) return true;
  }
}
