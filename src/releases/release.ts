import type { Knowledge } from '#knowledge/knowledge.ts';

/** A release that answers customers, ready to use. */
export interface CurrentRelease {
  /** Its number; 0 for content that is not in a store. */
  number: number;
  /** The number of its publication. */
  publication: number;
  knowledge: Knowledge;
}
