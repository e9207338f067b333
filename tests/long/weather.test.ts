import { beforeAll, describe, expect, test } from 'vitest';
import { AWAY, playWeather, type WeatherReport, weatherLine } from '../chaos/weather.ts';

const MINUTE = 60_000;

/** The shipped numbers, in real time; only the functions' steps are the harness's. */
const STRETCH_MS = 10 * MINUTE;
const WITHIN_MS = { looking: MINUTE, alone: 5 * MINUTE };
const MOST_MESSAGES = 40;

const GAMES = AWAY.flatMap((away) => [true, false].map((looking) => ({ away, looking })));
const reports = new Map<string, WeatherReport>();
const nameOf = ({ away, looking }: (typeof GAMES)[number]) => `${away}/${looking}`;

beforeAll(
  async () => {
    await Promise.all(
      GAMES.map(async (game) => {
        const report = await playWeather({
          away: game.away,
          stretchMs: STRETCH_MS,
          lookEveryMs: game.looking ? 10_000 : null,
          patienceMs: 14 * MINUTE,
          stepMs: 18_000,
          functions: {
            env: { MARKET_DATA: 'simulated' },
            engine: {},
            maxDurationSeconds: 300,
            instanceConcurrency: 100,
          },
        });
        console.log(weatherLine(report));
        reports.set(nameOf(game), report);
      }),
    );
  },
  STRETCH_MS + 20 * MINUTE,
);

describe.each(GAMES)('after ten minutes without $away (somebody looking: $looking)', (game) => {
  const report = () => {
    const found = reports.get(nameOf(game));
    if (!found) throw new Error('not played');
    return found;
  };
  const limit = game.looking ? WITHIN_MS.looking : WITHIN_MS.alone;

  test(`a running job goes on within ${limit / 1_000} s and is completed`, () => {
    const { running } = report();
    expect(running).toMatchObject({ status: 'completed' });
    expect(running.wentOnMs).not.toBeNull();
    expect(running.wentOnMs).toBeLessThanOrEqual(limit);
  });

  test(`a job whose deadline passed meanwhile says so within ${limit / 1_000} s`, () => {
    const { overdue } = report();
    expect(overdue.code).toBe('deadline_exceeded');
    expect(overdue.endedMs).toBeLessThanOrEqual(limit);
  });

  test(`no job takes more than ${MOST_MESSAGES} messages, nor twice the function time that it needs`, () => {
    const { running, overdue, neededMs } = report();
    for (const { messages, functionMs } of [running, overdue]) {
      expect(messages).toBeLessThanOrEqual(MOST_MESSAGES);
      expect(functionMs).toBeLessThanOrEqual(2 * neededMs);
    }
  });

  test('there is one chain of watchdogs at all times', () => {
    expect(report().chains).toEqual([]);
  });
});
