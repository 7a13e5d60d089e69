import type { TurnMeter } from '#bot/measure.ts';
import type { TurnOutcome } from '#bot/turn-outcome.ts';
import type { QueryKind, QueryMeter } from '#store/query-meter.ts';
import { Durations } from './durations.ts';

/** Channels that have their own label. Ids come from outside, so labelling each one would have no bound. */
const CHANNELS: ReadonlySet<string> = new Set(['directline', 'msteams', 'webchat', 'emulator']);

/** The counts of this process since it started. */
export interface Counted {
  /** By channel, then by outcome. */
  readonly turns: ReadonlyMap<string, ReadonlyMap<TurnOutcome, number>>;
  /** By channel. */
  readonly turnDurations: ReadonlyMap<string, Durations>;
  readonly understanding: Durations;
  readonly queries: ReadonlyMap<QueryKind, Durations>;
  readonly failedQueries: ReadonlyMap<QueryKind, number>;
}

/** Plain counters: the measured parts of the bot write them, and a scrape reads them. */
export interface Meters {
  turns: TurnMeter;
  query: QueryMeter;
  counted: Counted;
}

const addOne = <Key>(counts: Map<Key, number>, key: Key): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Gets the value of a key, creating it if the key is new. */
function under<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

export function createMeters(): Meters {
  const turns = new Map<string, Map<TurnOutcome, number>>();
  const turnDurations = new Map<string, Durations>();
  const understanding = new Durations();
  const queries = new Map<QueryKind, Durations>();
  const failedQueries = new Map<QueryKind, number>();
  return {
    turns: {
      turn(channelId, outcome, seconds) {
        const channel = CHANNELS.has(channelId) ? channelId : 'other';
        addOne(
          under(turns, channel, () => new Map<TurnOutcome, number>()),
          outcome,
        );
        under(turnDurations, channel, () => new Durations()).add(seconds);
      },
      understanding: (seconds) => understanding.add(seconds),
    },
    query(kind, seconds, hasFailed) {
      under(queries, kind, () => new Durations()).add(seconds);
      if (hasFailed) addOne(failedQueries, kind);
    },
    counted: { turns, turnDurations, understanding, queries, failedQueries },
  };
}
