import type { InsightSelection } from '#insights/wire.ts';
import { hrefOf } from '../shell/router.ts';
import { type InsightQuery, referenceOf } from './query.ts';

export const INSIGHTS = 'insights';

/** Builds the address of a figure's conversations. */
export type To = (
  of: InsightSelection,
  more?: { key?: string; label?: string; from?: string; to?: string; channel?: string; locale?: string },
) => string;

/** The address of the plots from which the conversations were opened, or of the plots of their period. */
export const plotsOf = ({ plots, of: _of, key: _key, label: _label, ...period }: InsightQuery): string =>
  hrefOf(INSIGHTS, plots ?? referenceOf(period));

/** Creates the function that builds the addresses for a page's figures. */
export const towards =
  (query: InsightQuery): To =>
  (of, more = {}) =>
    hrefOf(INSIGHTS, referenceOf({ ...query, ...more, of, plots: referenceOf(query) }));
