import { expect, test } from 'vitest';
import { comparisonsOf, isDifference } from '../../profiles/analyses/differences.ts';

const AUTHORS = 500;

test.each([60, 200, 600])(
  'of 500 authors of %i posts without any difference at most one in twenty is told one',
  (posts) => {
    const told = comparisonsOf(AUTHORS, { posts, linkFactor: 1, seed: 27 });
    const share = told.filter((comparisons) => comparisons.some(isDifference)).length / AUTHORS;
    console.log(`${posts} posts: ${(100 * share).toFixed(1)} % are told a difference`);
    expect(share).toBeLessThanOrEqual(0.05);
  },
);

test.each([
  { posts: 300, linkFactor: 2 },
  { posts: 800, linkFactor: 1.5 },
])(
  'of 500 authors of $posts posts, links that bring $linkFactor times the likes are found in four of five',
  (given) => {
    const told = comparisonsOf(AUTHORS, { ...given, seed: 28 }).map((all) =>
      all.find(({ what }) => what === 'has_link'),
    );
    const found = told.filter((link) => link?.says === 'more with it').length / AUTHORS;
    const held = told.filter(
      (link) =>
        link !== undefined &&
        link.ratio_of_count_plus_1.low <= given.linkFactor &&
        link.ratio_of_count_plus_1.high >= given.linkFactor,
    ).length;
    console.log(
      `${given.posts} posts, factor ${given.linkFactor}: ${(100 * found).toFixed(1)} % found, interval held ${held}`,
    );
    expect(found).toBeGreaterThanOrEqual(0.8);
  },
);
