import type { ExpectRequest, StudioTry } from '#desk/studio/try-wire.ts';
import type {
  PreviewRequest,
  SaveRequest,
  StudioEntry,
  StudioKey,
  StudioOverview,
  StudioPresence,
  StudioPreview,
  StudioSaved,
} from '#desk/studio/wire.ts';
import { ask, patient } from '../api.ts';

const keyOf = ({ document, kind, id }: StudioKey): StudioKey => ({ document, kind, id });

/** The server's studio API. Never throws. */
export const studioApi = {
  overview: () => ask<StudioOverview>('/studio', undefined, patient()),
  search: (words: string) =>
    ask<StudioOverview>(`/studio?${new URLSearchParams({ q: words }).toString()}`, undefined, patient()),
  entry: (key: StudioKey) =>
    ask<StudioEntry>(`/studio/entry?${new URLSearchParams(keyOf(key)).toString()}`, undefined, patient()),
  /** @param change null as content removes the entry */
  save: (change: SaveRequest) => ask<StudioSaved>('/studio/save', change, patient()),
  discard: (key: StudioKey, version: string) =>
    ask<StudioOverview>('/studio/discard', { ...keyOf(key), version }, patient()),
  /** @param locale '' for English */
  tryOut: (texts: readonly string[], locale: string) =>
    ask<StudioTry>('/studio/try', { texts, ...(locale && { locale }) }, patient()),
  expect: (wish: ExpectRequest) => ask<StudioKey>('/studio/try/expect', wish, patient()),
  /** How an entry would look to customers. */
  preview: (edited: PreviewRequest) => ask<StudioPreview>('/studio/preview', edited),
  visit: (key: StudioKey) => ask<StudioPresence>('/studio/presence', keyOf(key)),
};
