import { expect, test } from 'vitest';
import { inBatches } from '../../lib/access/in-batches.ts';

function asked() {
  const questions: { key: string; count: number; answer(value: string): void; fail(): void }[] = [];
  const ask = inBatches(
    (key, count) =>
      new Promise<string>((resolve, reject) => {
        questions.push({ key, count, answer: resolve, fail: () => reject(new Error('away')) });
      }),
  );
  return { questions, ask };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

test('who comes while a question is under way is asked for together with the others, each with a place', async () => {
  const { questions, ask } = asked();
  const first = ask('ann');
  await soon();
  const others = [ask('ann'), ask('ann'), ask('ann')];
  await soon();
  expect(questions.map(({ count }) => count)).toEqual([1]);
  questions[0]?.answer('one');
  expect(await first).toEqual({ answer: 'one', place: 0 });
  await soon();
  expect(questions.map(({ count }) => count)).toEqual([1, 3]);
  questions[1]?.answer('three');
  expect((await Promise.all(others)).map(({ place }) => place)).toEqual([0, 1, 2]);
});

test('one key waits for no other', async () => {
  const { questions, ask } = asked();
  void ask('ann');
  void ask('bob');
  await soon();
  expect(questions.map(({ key }) => key)).toEqual(['ann', 'bob']);
});

test('a question that fails fails for those it was asked for, and the next is asked all the same', async () => {
  const { questions, ask } = asked();
  const first = ask('ann');
  await soon();
  const second = ask('ann');
  questions[0]?.fail();
  await expect(first).rejects.toThrow('away');
  await soon();
  questions[1]?.answer('back');
  expect((await second).answer).toBe('back');
});
