/** Where in the (NFKC-normalised) utterance a mention stands: [start, end). */
export interface Span {
  start: number;
  end: number;
}

/**
 * How a written name became a listed model: as listed but for case; another spelling of the same name (spaces,
 * hyphens, suffix order, words); a slip in the letters with one possible reading; a name without its suffix
 * for which the list has a single model ("EAP350" → EAP350v2); or taken from what was spoken of before.
 */
type HowRead = 'exact' | 'spelling' | 'typo' | 'variant' | 'context';

/** A thing in the utterance that looks like a model of ours. */
export type ModelMention = Span & {
  /** As the customer wrote it. */
  written: string;
} & (
    | { kind: 'listed'; model: string; how: HowRead }
    /** Several listed models may be meant: ask. */
    | { kind: 'ambiguous'; options: string[] }
    /** Not in the list. `near` are listed names one slip away, to offer, never to assume. */
    | { kind: 'unlisted'; near: string[] }
  );
