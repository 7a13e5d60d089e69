import type { InsightFigures, Insights } from '#insights/wire.ts';
import { shareOf } from './buckets.ts';
import { count, decimal, duration, share } from './format.ts';
import type { To } from './places.ts';
import { insightWords as words, measureWords as names } from './words.ts';

/** A figure of the period, next to that of the period before. */
interface Tile {
  name: string;
  read: (figures: InsightFigures) => number | null;
  format: (value: number | null) => string;
  href: string;
}

const resolved = (figures: InsightFigures): number =>
  Object.values(figures.resolutions).reduce((sum, each) => sum + each, 0);

const whole = (value: number | null): string => (value === null ? words.nothingToMeasure : count(value));

const tilesOf = (to: To): Tile[] => [
  { name: names.conversations, read: (of) => of.conversations, format: whole, href: to('all') },
  { name: names.questions, read: (of) => of.questions, format: whole, href: to('all') },
  {
    name: names.confirmed,
    read: (of) => shareOf(of.resolutions.confirmed, resolved(of)),
    format: share,
    href: to('resolution', { key: 'confirmed' }),
  },
  {
    name: names.assumed,
    read: (of) => shareOf(of.resolutions.assumed, resolved(of)),
    format: share,
    href: to('resolution', { key: 'assumed' }),
  },
  {
    name: names.unknownRate,
    read: (of) => shareOf(of.outcomes.unknown, of.questions),
    format: share,
    href: to('outcome', { key: 'unknown' }),
  },
  {
    name: names.personRate,
    read: (of) => shareOf(of.personAsked, of.conversations),
    format: share,
    href: to('person-asked'),
  },
  { name: names.wait, read: (of) => of.handoff.waitP50, format: duration, href: to('person-asked') },
  { name: names.stars, read: (of) => of.ratings.average, format: decimal, href: to('stars') },
];

/** The main figures, each with that of the period before. */
export const Tiles = ({ insights: { figures, before }, to }: { insights: Insights; to: To }) => (
  <ul class="tiles">
    {tilesOf(to).map(({ name, read, format, href }) => (
      <li key={name}>
        <a class="tile" href={href}>
          <span class="tile-name">{name}</span>
          <strong>{format(read(figures))}</strong>
          <Change now={read(figures)} was={read(before.figures)} text={format(read(before.figures))} />
        </a>
      </li>
    ))}
  </ul>
);

/** The figure of the period before; an arrow shows the direction, without judging it. */
function Change({ now, was, text }: { now: number | null; was: number | null; text: string }) {
  const direction = now === null || was === null || now === was ? undefined : now > was ? 'up' : 'down';
  return (
    <span class="soft">
      {direction !== undefined && <span aria-hidden="true">{direction === 'up' ? '↑ ' : '↓ '}</span>}
      {words.before(text)}
      {direction !== undefined && (
        <span class="unseen">, {direction === 'up' ? words.more : words.fewer}</span>
      )}
    </span>
  );
}
