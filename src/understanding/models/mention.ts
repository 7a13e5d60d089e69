/** The position of a mention in the (NFKC-normalised) utterance: [start, end). */
export interface Span {
  start: number;
  end: number;
}

/**
 * How a written name was matched to a listed model: exactly, apart from case; as another spelling of the same name
 * (spaces, hyphens, suffix order, words); as a typo with one possible reading; without its suffix, if the list has a
 * single such model ("EAP350" → EAP350v2); or from the context of the conversation.
 */
type HowRead = 'exact' | 'spelling' | 'typo' | 'variant' | 'context';

/** Something in the utterance that looks like an EnGenius model. */
export type ModelMention = Span & {
  /** As the customer wrote it. */
  written: string;
} & (
    | { kind: 'listed'; model: string; how: HowRead }
    /** Several listed models are possible: ask. */
    | { kind: 'ambiguous'; options: string[] }
    /** Not in the list. `near` has listed names one typo away, to offer but never to assume. */
    | { kind: 'unlisted'; near: string[] }
  );
