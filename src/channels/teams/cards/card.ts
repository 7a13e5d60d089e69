/** Teams shows at most six actions on a card. */
const MOST_ACTIONS = 6;

/** An element of a card's body, or an action, as Adaptive Cards write it. */
export type CardPart = { type: string } & Record<string, unknown>;

/** An Adaptive Card 1.5, the newest that Teams shows. */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  /** What clients show that cannot show the card, and what screen readers can read instead of it. */
  fallbackText: string;
  body: readonly CardPart[];
  actions: readonly CardPart[];
}

/** Puts a card together. Actions beyond what Teams shows are left out. */
export const adaptiveCard = (
  fallbackText: string,
  body: readonly CardPart[],
  actions: readonly CardPart[] = [],
): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText,
  body,
  actions: actions.slice(0, MOST_ACTIONS),
});

/** A paragraph. @param more properties of the text block */
export const textBlock = (text: string, more: Record<string, unknown> = {}): CardPart => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...more,
});

/** Markdown as text blocks: one for each paragraph; in a list, cards end a line with a carriage return. */
export const textBlocks = (markdown: string): CardPart[] =>
  markdown.split('\n\n').map((paragraph) => textBlock(paragraph.replaceAll('\n', '\r')));

/** A button that tells the bot itself; clients that do not know Action.Execute send the same as a submit. */
export const executeAction = (title: string, verb: string, data: object): CardPart => ({
  type: 'Action.Execute',
  title,
  verb,
  data,
  fallback: { type: 'Action.Submit', title, data: { verb, ...data } },
});

/** Markdown without its marks, on one line: for notifications, previews and screen readers. */
export const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/[*_`#>]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
