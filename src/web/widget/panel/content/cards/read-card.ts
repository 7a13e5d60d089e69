import type { Attachment, CardAction } from '#web/widget/client/activity.ts';
import { actionsIn } from '#web/widget/client/guards.ts';

/** A card of any kind, reduced to what the widget shows. */
export interface Card {
  title?: string;
  subtitle?: string;
  /** Markdown. */
  text?: string;
  images: readonly { url: string; alt: string }[];
  facts: readonly { title: string; value: string }[];
  /** The first row is the header. */
  table?: readonly (readonly string[])[];
  actions: readonly CardAction[];
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

const BOT_FRAMEWORK_CARD = /^application\/vnd\.microsoft\.card\.(hero|thumbnail)$/;
const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** @returns undefined if the attachment is not a card, or of a kind that the widget does not show. Never throws. */
export function readCard({ contentType, content }: Attachment): Card | undefined {
  if (!isFields(content)) return undefined;
  if (BOT_FRAMEWORK_CARD.test(contentType)) return readSimple(content);
  return contentType === ADAPTIVE_CARD ? readAdaptive(content) : undefined;
}

function readSimple(content: Fields): Card {
  const title = words(content['title']);
  const subtitle = words(content['subtitle']);
  const text = words(content['text']);
  return {
    ...(title === undefined ? {} : { title }),
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(text === undefined ? {} : { text }),
    images: listOf(content['images']).flatMap(readImage),
    facts: [],
    actions: actionsIn(content['buttons']),
  };
}

function readImage({ url, alt, altText }: Fields): { url: string; alt: string }[] {
  return typeof url === 'string' ? [{ url, alt: words(alt) ?? words(altText) ?? '' }] : [];
}

/** Deeper than any card that people write, but not deep enough to exhaust the stack. */
const DEEPEST = 12;

/** Reads an Adaptive Card in reading order, without its layout: a chat is one narrow column anyway. */
function readAdaptive(content: Fields): Card | undefined {
  const texts: string[] = [];
  const images: { url: string; alt: string }[] = [];
  const facts: { title: string; value: string }[] = [];
  const actions: CardAction[] = [];
  let table: string[][] | undefined;

  const read = (element: Fields, depth: number): void => {
    if (depth > DEEPEST) return;
    const within = (key: string): void => {
      for (const each of listOf(element[key])) read(each, depth + 1);
    };
    switch (element['type']) {
      case 'TextBlock':
        texts.push(asMarkdown(element));
        break;
      case 'RichTextBlock':
        texts.push(
          (Array.isArray(element['inlines']) ? element['inlines'] : [])
            .map((run: unknown) => (isFields(run) ? (words(run['text']) ?? '') : String(run)))
            .join(''),
        );
        break;
      case 'Image':
        images.push(...readImage(element));
        break;
      case 'ImageSet':
        within('images');
        break;
      case 'FactSet':
        for (const { title, value } of listOf(element['facts']))
          facts.push({ title: words(title) ?? '', value: words(value) ?? '' });
        break;
      case 'Table':
        table = listOf(element['rows']).map(({ cells }) => listOf(cells).map(textIn));
        break;
      case 'ActionSet':
        actions.push(...listOf(element['actions']).flatMap(readAction));
        break;
      case 'Container':
      case 'Column':
        within('items');
        break;
      case 'ColumnSet':
        within('columns');
        break;
      default:
        texts.push(words(element['fallbackText']) ?? '');
    }
  };
  for (const element of listOf(content['body'])) read(element, 0);
  actions.push(...listOf(content['actions']).flatMap(readAction));
  const text = words(texts.filter((each) => each !== '').join('\n\n')) ?? words(content['fallbackText']);
  const isEmpty = text === undefined && images.length + facts.length + actions.length === 0;
  if (isEmpty && table === undefined) return undefined;
  return {
    ...(text === undefined ? {} : { text }),
    images,
    facts,
    ...(table === undefined ? {} : { table }),
    actions,
  };
}

function asMarkdown({ text, weight, size }: Fields): string {
  const plain = words(text) ?? '';
  const isHeading = weight === 'Bolder' || size === 'Large' || size === 'ExtraLarge';
  return isHeading && plain !== '' && !plain.includes('\n') ? `**${plain.trim()}**` : plain;
}

const textIn = ({ items }: Fields): string =>
  listOf(items)
    .map(({ text }) => words(text) ?? '')
    .join(' ');

/** The button equivalent to an Adaptive Card's action. */
function readAction({ type, title, url, data, fallback }: Fields): CardAction[] {
  const label = words(title);
  if (label === undefined) return [];
  if (type === 'Action.OpenUrl') return [{ type: 'openUrl', title: label, value: url }];
  if (type === 'Action.Execute' && isFields(fallback)) return readAction(fallback);
  if (type !== 'Action.Submit' && type !== 'Action.Execute') return [];
  // Our bot puts a button's text next to its value.
  const written = isFields(data) ? (words(data['choice']) ?? label) : (words(data) ?? label);
  return [{ type: 'messageBack', title: label, text: written, value: isFields(data) ? data : undefined }];
}
