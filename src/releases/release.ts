import type { Knowledge } from '#knowledge/knowledge.ts';

/** A release that answers customers, ready to be read. */
export interface CurrentRelease {
  /** Its number; 0 for content that no store has. */
  number: number;
  /** The number of its publication. */
  publication: number;
  knowledge: Knowledge;
}
