/** A post as POST /jobs takes it. */
export interface SamplePost {
  id: string;
  created_at: string;
  text: string;
  reply_to?: string;
  likes: number;
  reposts: number;
  replies: number;
}

/** Said by nobody: the log of a boatyard that does not exist, written for this sample. */
const SAYINGS = [
  'Launched the blue dinghy this morning. She floats, which is always a relief. #boatbuilding',
  'Steaming oak ribs again. The trick is to bend them before you have time to think. #boatbuilding',
  'Rain on the roof, shavings on the floor, kettle on. A good day.',
  'The bandsaw blade snapped halfway through a plank. Terrible timing, nobody hurt.',
  'Three coats of varnish done, four to go. Patience is most of this trade. #varnish',
  'A customer asked whether wood is sustainable. We talked about larch for an hour. Lovely conversation.',
  'Low tide at six, so we scrubbed two hulls before breakfast. #harbour',
  'Found rot under the mast step. Worse than we hoped, better than we feared.',
  'New copper rivets arrived. I could look at a full box of them all day. #boatbuilding',
  'Wind from the north-east, nobody is sailing. We sharpen chisels instead.',
  'The apprentice cut her first perfect scarf joint. Proud does not cover it.',
  'Glue does not care about your schedule. It wants twelve degrees and it wants them all night.',
  'Sanding. Nothing else to report. #varnish',
  'Sea trial went badly: the rudder hums at four knots. Back to the drawing board.',
  'Solved the humming rudder. The trailing edge was too thick. Ten minutes with a plane.',
  'Harbour festival on Saturday, come and see how caulking is done. #harbour',
  'Thank you to everyone who came. We ran out of coffee twice. #harbour',
  'Timber prices went up again. I hate writing quotes in a year like this.',
  'A seal watched us work for an hour. Good supervisor, no complaints.',
  'Drawings for a four metre rowing boat are finished: https://boatyard.example/rowing-boat',
  'Oiled the floorboards. The whole shed smells wonderful. #boatbuilding',
  'Our old steam box has retired. The new one is made of two drainpipes and hope.',
  'Frost on the slipway this morning. Slow and careful, with sand on every step.',
  'How thick should planking be? Thicker than you think at the turn of the bilge.',
] as const;

const ANSWERS = [
  'Yes, larch works well above the waterline. Below it I would take oak.',
  'Sorry to hear that. Bring her round on Monday and we will look at the keel bolts.',
  'Great work! The sheer line is beautiful.',
  'No, never over wet wood. Wait a week, then measure again.',
] as const;

/** Who is answered: as invented as the yard. */
const PEOPLE = ['tidewatch.example', 'mast.and.oar.example', 'oldferry.example'] as const;

const FIRST_DAY = Date.UTC(2025, 2, 3);
const DAY_MS = 86_400_000;
const DAYS = 190;

const pick = <T>(from: readonly [T, ...T[]], at: number): T => from[at % from.length] ?? from[0];

function postOf(day: number, second: number): SamplePost {
  const at =
    FIRST_DAY + day * DAY_MS + (6 + ((day * 5 + second * 7) % 13)) * 3_600_000 + ((day * 17) % 60) * 60_000;
  const answers = (day + second) % 5 === 3;
  const interest = (day * 7 + second * 3) % 23;
  return {
    id: `sample-${day}-${second}`,
    created_at: new Date(at).toISOString(),
    text: answers ? pick(ANSWERS, day + second) : pick(SAYINGS, day * 5 + second * 11),
    ...(answers ? { reply_to: pick(PEOPLE, day) } : {}),
    likes: answers ? interest % 4 : 3 + interest,
    reposts: answers ? 0 : interest % 6,
    replies: interest % 5,
  };
}

/** Posts of half a year, none on Sundays, some days two. */
export function samplePosts(): SamplePost[] {
  const days = Array.from({ length: DAYS }, (_, day) => day).filter((day) => day % 7 !== 6 && day % 11 !== 4);
  return days.flatMap((day) => (day % 3 === 0 ? [postOf(day, 0), postOf(day, 1)] : [postOf(day, 0)]));
}
