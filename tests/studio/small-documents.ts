import { stringify } from 'yaml';
import type { Documents } from '#knowledge/documents.ts';
import { type SmallContent, smallContent } from '../knowledge/small-knowledge.ts';

type Content = SmallContent & Record<string, unknown>;

/** The small knowledge as documents, after a change. */
export function documentsWith(change: (content: Content) => void = () => {}): Documents {
  const content: Content = smallContent();
  change(content);
  return new Map(Object.entries(content).map(([path, value]) => [path, stringify(value)]));
}

export const published = documentsWith();

export const withPhrase = (intent: string, ...phrases: string[]): Documents =>
  documentsWith((content) => content['phrases/all.yaml'][intent]?.push(...phrases));
