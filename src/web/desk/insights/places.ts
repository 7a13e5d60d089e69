import type { InsightSelection } from '#insights/wire.ts';
import { hrefOf } from '../shell/router.ts';
import { type InsightQuery, referenceOf } from './query.ts';

export const INSIGHTS = 'insights';

/** Leads to the conversations behind something. */
export type To = (
  of: InsightSelection,
  more?: { key?: string; label?: string; from?: string; to?: string; channel?: string; locale?: string },
) => string;

/** The address of the plots from which conversations were opened, or of those of their period. */
export const plotsOf = ({ plots, of: _of, key: _key, label: _label, ...period }: InsightQuery): string =>
  hrefOf(INSIGHTS, plots ?? referenceOf(period));

/** Builds the addresses of the conversations behind the bars of a page. */
export const towards =
  (query: InsightQuery): To =>
  (of, more = {}) =>
    hrefOf(INSIGHTS, referenceOf({ ...query, ...more, of, plots: referenceOf(query) }));
