/** Teams shows at most six actions on a card. */
const MAX_ACTIONS = 6;

/** An element of a card's body, or an action, in Adaptive Card format. */
export type CardPart = { type: string } & Record<string, unknown>;

/** An Adaptive Card 1.5, the newest that Teams shows. */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  /** For clients that cannot show the card, and for screen readers. */
  fallbackText: string;
  body: readonly CardPart[];
  actions: readonly CardPart[];
}

/** Builds a card. Drops actions beyond what Teams shows. */
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
  actions: actions.slice(0, MAX_ACTIONS),
});

/** A paragraph. @param more properties of the text block */
export const textBlock = (text: string, more: Record<string, unknown> = {}): CardPart => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...more,
});

/** Markdown as text blocks, one per paragraph; in a list, cards end lines with a carriage return. */
export const textBlocks = (markdown: string): CardPart[] =>
  markdown.split('\n\n').map((paragraph) => textBlock(paragraph.replaceAll('\n', '\r')));

/** A button that calls the bot; clients without Action.Execute send the same as a submit. */
export const executeAction = (title: string, verb: string, data: object): CardPart => ({
  type: 'Action.Execute',
  title,
  verb,
  data,
  fallback: { type: 'Action.Submit', title, data: { verb, ...data } },
});

/** Markdown without its markup, on one line: for notifications, previews and screen readers. */
export const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/[*_`#>]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
