import type { Measure } from '#store/insights/counts.ts';
import type { Total } from '#store/insights/read-totals.ts';
import type { InsightFigures } from './wire.ts';

/** Sums of what was counted, by measure and key. */
export interface Tally {
  of: (measure: Measure, key?: string) => number;
}

const STARS = ['1', '2', '3', '4', '5'];

/** Adds up totals across days, channels and languages. */
export function tallyOf(totals: Iterable<Total>): Tally {
  const sums = new Map<string, number>();
  for (const { measure, key, count } of totals) {
    const name = `${measure}/${key}`;
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return { of: (measure, key = '') => sums.get(`${measure}/${key}`) ?? 0 };
}

export const outcomesIn = ({ of }: Tally): InsightFigures['outcomes'] => ({
  answered: of('outcome', 'answered'),
  askedBack: of('outcome', 'asked-back'),
  unknown: of('outcome', 'unknown'),
  boundary: of('outcome', 'boundary'),
  handedOver: of('outcome', 'handed-over'),
  smallTalk: of('outcome', 'small-talk'),
});

export const resolutionsIn = ({ of }: Tally): InsightFigures['resolutions'] => ({
  confirmed: of('resolution', 'confirmed'),
  assumed: of('resolution', 'assumed'),
  unresolved: of('resolution', 'unresolved'),
  abandoned: of('resolution', 'abandoned'),
});

/** How many gave 1, 2, 3, 4 and 5 stars. */
export const starsIn = ({ of }: Tally): number[] => STARS.map((stars) => of('stars', stars));

export function ratingsIn(tally: Tally): InsightFigures['ratings'] {
  const { of } = tally;
  const stars = starsIn(tally);
  const given = stars.reduce((sum, count) => sum + count, 0);
  const points = stars.reduce((sum, count, at) => sum + count * (at + 1), 0);
  return {
    stars,
    average: given === 0 ? null : Math.round((points / given) * 100) / 100,
    thumbsUp: of('thumb', 'up'),
    thumbsDown: of('thumb', 'down'),
    helped: of('helped', 'yes'),
    notHelped: of('helped', 'no'),
  };
}

/** The measures that are summed in the figures of every day and period. */
export const tallied: readonly Measure[] = [
  'conversations',
  'questions',
  'outcome',
  'resolution',
  'asked-again',
  'returned',
  'person-asked',
  'chats',
  'claimed',
  'missed',
  'thumb',
  'helped',
  'stars',
];
