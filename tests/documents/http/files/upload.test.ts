import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentBytes } from '../../../../lib/documents/files/store.ts';
import { documentFor } from '../../../../lib/files/find-document.ts';
import { PART_BYTES } from '../../../../lib/files/part-size.ts';
import { type Api, api, faultsOf, json, problemOf } from '../../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../../support/database.ts';
import { fileOf, sha256 } from '../../files/given-bytes.ts';
import { begin, complete, documentOf, send, upload } from './uploading.ts';

let database: FreshDatabase;
let service: Api;
let bob: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  bob = api(database.url, { access: { mode: 'open', owner: 'bob' } });
});
afterAll(() => database.drop());

const MIB = 1024 * 1024;
const file = (parts: number) => new Uint8Array(fileOf(parts));
const partsOf = async (id: string) => {
  const { rows } = await service.jobs.db.execute(
    sql`select count(*)::int as count from document_parts where document_id = ${id}`,
  );
  return rows[0]?.['count'];
};

describe('a file that is sent in parts', () => {
  test('says what is to be sent, and is kept a day', async () => {
    const answer = await service.post('/api/v1/documents', { name: 'book.pdf', size: 9 * MIB });
    expect(answer.status).toBe(201);
    const begun = await documentOf(answer);
    expect(begun).toMatchObject({
      name: 'book.pdf',
      status: 'uploading',
      size: 9 * MIB,
      sha256: null,
      part_bytes: PART_BYTES,
      parts: 3,
      missing: [1, 2, 3],
    });
    expect(answer.headers.get('location')).toBe(`/api/v1/documents/${begun.id}`);
    const hours = (Date.parse(begun.expires_at ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
  });

  test('comes together whatever the order of its parts', async () => {
    const bytes = file(3);
    const id = await begin(service, bytes.length);
    const left: unknown[] = [];
    for (const part of [3, 1, 2]) {
      const { missing_count, sha256: digest, size } = await json(await send(service, id, part, bytes));
      left.push(missing_count);
      const cut = bytes.slice((part - 1) * PART_BYTES, part * PART_BYTES);
      expect([digest, size]).toEqual([sha256(cut), cut.length]);
    }
    expect(left).toEqual([2, 1, 0]);
    const done = await documentOf(await complete(service, id, sha256(bytes)));
    expect(done).toMatchObject({ id, status: 'complete', sha256: sha256(bytes), same_as: null, missing: [] });
    expect(done.expires_at).toBeNull();
    expect(Buffer.compare((await documentBytes(service.jobs.db, id)) ?? new Uint8Array(), bytes)).toBe(0);
  });

  test('may have its parts sent all at once', async () => {
    const bytes = file(4);
    const id = await begin(service, bytes.length);
    const answers = await Promise.all([1, 2, 3, 4].map((part) => send(service, id, part, bytes)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await complete(service, id, sha256(bytes))).status).toBe(200);
  });

  test('is not whole while a part is lost, and says which', async () => {
    const bytes = file(3);
    const id = await begin(service, bytes.length);
    await send(service, id, 2, bytes);
    const refused = await complete(service, id, sha256(bytes));
    expect(refused.status).toBe(409);
    const { code, errors, detail } = await problemOf(refused);
    expect(code).toBe('upload_incomplete');
    expect(errors?.map(({ path }) => path)).toEqual(['parts.1', 'parts.3']);
    expect(detail).toContain('1, 3');
    expect(await documentOf(await service.get(`/api/documents/${id}`))).toMatchObject({ missing: [1, 3] });
  });

  test('counts the last bytes of a part that came twice', async () => {
    const bytes = file(2);
    const id = await begin(service, bytes.length);
    await send(service, id, 1, bytes);
    await send(service, id, 2, new Uint8Array(1_000), false);
    expect((await send(service, id, 2, bytes)).status).toBe(200);
    expect((await send(service, id, 2, bytes)).status).toBe(200);
    expect(await partsOf(id)).toBe(2);
    expect((await complete(service, id, sha256(bytes))).status).toBe(200);
  });

  test('with another digest is refused, loses nothing and can be mended', async () => {
    const bytes = file(2);
    const id = await begin(service, bytes.length);
    await send(service, id, 1, bytes);
    await send(service, id, 2, new Uint8Array(1_000), false);
    const refused = await complete(service, id, sha256(bytes));
    expect([refused.status, (await problemOf(refused)).code]).toEqual([409, 'digest_mismatch']);
    expect(await documentFor(service.jobs.db, 'ann', id)).toBe('uploading');
    await send(service, id, 2, bytes);
    expect((await complete(service, id, sha256(bytes).toUpperCase())).status).toBe(200);
  });

  test('answers a repeated completion the same, and another digest never', async () => {
    const bytes = file(1);
    const id = await upload(service, bytes);
    const first = await documentOf(await service.get(`/api/documents/${id}`));
    expect(await documentOf(await complete(service, id, sha256(bytes)))).toEqual(first);
    const refused = await complete(service, id, sha256(file(1)));
    expect([refused.status, (await problemOf(refused)).code]).toEqual([409, 'digest_mismatch']);
  });

  test('takes no part once it is complete', async () => {
    const bytes = file(1);
    const id = await upload(service, bytes);
    const refused = await send(service, id, 1, new Uint8Array(1_000), false);
    expect([refused.status, (await problemOf(refused)).code]).toEqual([409, 'upload_complete']);
    expect(Buffer.compare((await documentBytes(service.jobs.db, id)) ?? new Uint8Array(), bytes)).toBe(0);
  });

  test('is completed by several at once as by one', async () => {
    const bytes = file(2);
    const id = await begin(service, bytes.length);
    for (const part of [1, 2]) await send(service, id, part, bytes);
    const answers = await Promise.all(Array.from({ length: 4 }, () => complete(service, id, sha256(bytes))));
    const said = await Promise.all(answers.map(documentOf));
    expect(new Set(said.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(said[0]).toMatchObject({ status: 'complete', same_as: null });
  });
});

describe('content that is there already', () => {
  test('is stored once for its owner, and the later document stands for the earlier', async () => {
    const bytes = file(2);
    const first = await upload(service, bytes);
    const second = await upload(service, bytes);
    expect(await documentOf(await service.get(`/api/documents/${second}`))).toMatchObject({ same_as: first });
    expect(await documentOf(await complete(service, second, sha256(bytes)))).toMatchObject({
      same_as: first,
    });
    expect([await partsOf(first), await partsOf(second)]).toEqual([2, 0]);
    expect(await documentFor(service.jobs.db, 'ann', second)).toMatchObject({ id: first });
  });

  test('needs not be sent again by who knows its digest', async () => {
    const bytes = file(2);
    const first = await upload(service, bytes);
    const again = { size: bytes.length, sha256: sha256(bytes) };
    const known = await documentOf(await service.post('/api/documents', again));
    expect(known).toMatchObject({ status: 'complete', same_as: first, missing: [], expires_at: null });
    expect((await complete(service, known.id, sha256(bytes))).status).toBe(200);
    expect(await documentOf(await bob.post('/api/documents', again))).toMatchObject({ missing: [1, 2] });
    const otherSize = await service.post('/api/documents', { ...again, size: 5 });
    expect(await documentOf(otherSize)).toMatchObject({ status: 'uploading', missing: [1] });
  });

  test('completed by several uploads at once leaves one', async () => {
    const bytes = file(1);
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(() => begin(service, bytes.length)));
    for (const id of ids) await send(service, id, 1, bytes);
    const answers = await Promise.all(ids.map((id) => complete(service, id, sha256(bytes))));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const same = await Promise.all(answers.map(async (answer) => (await documentOf(answer)).same_as));
    expect(same.filter((each) => each === null)).toHaveLength(1);
    const counts = await Promise.all(ids.map(partsOf));
    expect(counts.toSorted()).toEqual([0, 0, 0, 0, 0, 1]);
  });

  test('is never shared between owners', async () => {
    const bytes = file(1);
    const mine = await upload(service, bytes);
    const theirs = await upload(bob, bytes);
    expect(await documentOf(await bob.get(`/api/documents/${theirs}`))).toMatchObject({ same_as: null });
    expect([await partsOf(mine), await partsOf(theirs)]).toEqual([1, 1]);
  });
});

describe('what is not there', () => {
  test('another owner’s document is not found, whatever is done with it', async () => {
    const bytes = file(1);
    const id = await begin(service, bytes.length);
    const answers = [
      await bob.get(`/api/documents/${id}`),
      await send(bob, id, 1, bytes),
      await complete(bob, id, sha256(bytes)),
      await bob.call('DELETE', `/api/documents/${id}`),
    ];
    for (const answer of answers) {
      expect([answer.status, (await problemOf(answer)).code]).toEqual([404, 'not_found']);
    }
    expect(await partsOf(id)).toBe(0);
  });

  test('an upload that has expired is gone for its owner too', async () => {
    const bytes = file(2);
    const id = await begin(service, bytes.length);
    await send(service, id, 1, bytes);
    await service.jobs.db.execute(
      sql`update documents set expires_at = now() - interval '1 second' where id = ${id}`,
    );
    const answers = [
      await service.get(`/api/documents/${id}`),
      await send(service, id, 2, bytes),
      await complete(service, id, sha256(bytes)),
      await service.call('DELETE', `/api/documents/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(await partsOf(id)).toBe(1);
  });

  test.each(['doc_none', 'nonsense', 'doc_%20', `doc_${'x'.repeat(100)}`])('%s', async (id) => {
    expect((await service.get(`/api/documents/${id}`)).status).toBe(404);
  });
});

describe('what cannot be used is refused with every fault', () => {
  const digest = 'a'.repeat(64);
  test.each<[string, object, string[]]>([
    ['no size', {}, ['size missing']],
    ['an empty file', { size: 0 }, ['size too_low']],
    ['half a byte', { size: 1.5 }, ['size not_whole']],
    ['a size in words', { size: 'much' }, ['size wrong_type']],
    ['a file that is too large', { size: 96 * MIB + 1 }, ['size too_high']],
    ['a size beyond every integer', { size: 1e300 }, ['size too_high']],
    ['an empty name', { size: 1, name: '' }, ['name too_short']],
    ['a digest that is none', { size: 1, sha256: 'abc' }, ['sha256 wrong_format']],
    ['all at once', { size: -1, name: 7, sha256: 1, more: 1 }, ['name', 'size', 'sha256', 'more']],
  ])('%s', async (_, body, faults) => {
    const refused = await service.post('/api/documents', body);
    expect(refused.status).toBe(422);
    const found = await faultsOf(refused);
    for (const fault of faults) expect(found.join('\n')).toContain(fault);
    expect(found).toHaveLength(faults.length);
  });

  test('the largest file that may be sent has 24 parts', async () => {
    const begun = await documentOf(await service.post('/api/documents', { size: 96 * MIB }));
    expect(begun.missing).toHaveLength(24);
  });

  test.each<[string, number, number, string]>([
    ['a part that is too short', 1, 5, 'body wrong_size'],
    ['an empty part', 2, 0, 'body wrong_size'],
    ['a last part that is too long', 2, 1_001, 'body wrong_size'],
    ['a part behind the last one', 3, 0, 'part too_high'],
    ['a part far behind the last one', 99_999, 1_000, 'part too_high'],
  ])('%s', async (_, part, length, fault) => {
    const id = await begin(service, PART_BYTES + 1_000);
    const refused = await send(service, id, part, new Uint8Array(length), false);
    expect(refused.status).toBe(422);
    expect(await faultsOf(refused)).toEqual([fault]);
    expect(await partsOf(id)).toBe(0);
  });

  test.each(['0', '-1', '1.5', 'first', '1e9'])('a part named %s', async (part) => {
    const id = await begin(service, 5);
    const answer = await service.call('PUT', `/api/documents/${id}/parts/${part}`, {
      body: new Uint8Array(5),
    });
    expect(answer.status).toBe(422);
  });

  test('a part beyond what a body may hold', async () => {
    const id = await begin(service, 96 * MIB);
    const refused = await send(service, id, 1, new Uint8Array(4.5 * MIB + 1), false);
    expect([refused.status, (await problemOf(refused)).code]).toEqual([413, 'body_too_large']);
  });

  test('a completion without a digest', async () => {
    const id = await begin(service, 5);
    const refused = await service.post(`/api/documents/${id}/complete`, { digest });
    expect(refused.status).toBe(422);
    expect(await faultsOf(refused)).toEqual(['sha256 missing', 'digest unknown_field']);
  });
});

test('no line of the log holds anything of a file', async () => {
  const bytes = new TextEncoder().encode('a secret of four words');
  const id = await begin(service, bytes.length, { name: 'secret-name.pdf' });
  await send(service, id, 1, bytes);
  await complete(service, id, sha256(bytes));
  const logged = JSON.stringify(service.lines);
  expect(logged).toContain(id);
  expect(logged).not.toMatch(/secret|YSBzZWNyZXQ/);
});
