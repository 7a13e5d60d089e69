import { createRequire } from 'node:module';
import { activityZodSchema } from '@microsoft/agents-activity';
import type * as Cards from 'adaptivecards';
import { z } from 'zod';
import type { Activity, Attachment } from '#bot-framework/activity.ts';

// The package's modules are written for bundlers; only the bundle can be loaded here.
const parser = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof Cards;

const CARD = 'application/vnd.microsoft.card.adaptive';
/** Older limits of Teams still apply at 28 KB, counted in UTF-16. */
const MAX_BYTES = 28 * 1024;

/** The elements and actions of Adaptive Cards 1.5 that the bot uses; anything else is refused. */
const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text: z.string().min(1),
  wrap: z.boolean().optional(),
  weight: z.enum(['Default', 'Lighter', 'Bolder']).optional(),
  size: z.enum(['Default', 'Small', 'Medium', 'Large', 'ExtraLarge']).optional(),
  color: z.enum(['Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention']).optional(),
  isSubtle: z.boolean().optional(),
  separator: z.boolean().optional(),
  spacing: z.enum(['Default', 'None', 'Small', 'Medium', 'Large', 'ExtraLarge', 'Padding']).optional(),
});
/** Text runs do not support Markdown, so they hold what people typed. */
const richTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  inlines: z
    .array(
      z.strictObject({
        type: z.literal('TextRun'),
        text: z.string().min(1),
        weight: textBlock.shape.weight,
        isSubtle: z.boolean().optional(),
      }),
    )
    .min(1),
  separator: z.boolean().optional(),
  spacing: textBlock.shape.spacing,
});
const element = z.discriminatedUnion('type', [
  textBlock,
  richTextBlock,
  z.strictObject({
    type: z.literal('FactSet'),
    facts: z.array(z.strictObject({ title: z.string().min(1), value: z.string() })).min(1),
  }),
  z.strictObject({
    type: z.literal('Table'),
    columns: z.array(z.strictObject({ width: z.number().positive() })).min(1),
    firstRowAsHeaders: z.boolean(),
    showGridLines: z.boolean(),
    rows: z.array(
      z.strictObject({
        type: z.literal('TableRow'),
        cells: z.array(z.strictObject({ type: z.literal('TableCell'), items: z.array(textBlock).min(1) })),
      }),
    ),
  }),
]);
const submit = z.strictObject({
  type: z.literal('Action.Submit'),
  title: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
});
const action = z.discriminatedUnion('type', [
  submit,
  // Channels without Action.Execute need the fallback.
  z.strictObject({
    type: z.literal('Action.Execute'),
    title: z.string().min(1),
    verb: z.string().min(1),
    data: z.record(z.string(), z.unknown()),
    fallback: submit,
  }),
]);
const cardSchema = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.url(),
  version: z.literal('1.5'),
  fallbackText: z.string().min(1),
  body: z.array(element).min(1),
  actions: z.array(action).max(6),
});

const problemsOf = (error: { issues: { path: PropertyKey[]; message: string }[] } | undefined): string[] =>
  (error?.issues ?? []).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);

function cardProblems(card: unknown): string[] {
  const context = new parser.SerializationContext(parser.Versions.v1_5);
  new parser.AdaptiveCard().parse(card, context);
  return [
    ...Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message),
    ...problemsOf(cardSchema.safeParse(card).error),
  ];
}

const isShownInTeams = ({ contentType = '' }: Partial<Attachment>): boolean =>
  contentType.startsWith('image/') || contentType.startsWith('application/vnd.microsoft.card.');

/** Checks Teams' own rules for a message. */
function teamsProblems(activity: Partial<Activity>, hasCards: boolean): string[] {
  const { attachments = [], suggestedActions, summary = '', text = '' } = activity;
  const data = (activity.channelData ?? {}) as Record<string, unknown>;
  const rules: [boolean, string][] = [
    [JSON.stringify(activity).length * 2 > MAX_BYTES, 'it has more than 28 KB'],
    [hasCards && summary === '' && text === '', 'a card has neither summary nor text for notifications'],
    [attachments.length > 0 && suggestedActions !== undefined, 'suggested actions stand beside attachments'],
    ['feedbackLoop' in data && 'feedbackLoopEnabled' in data, 'both kinds of thumbs are asked for'],
    [attachments.some((each) => !isShownInTeams(each)), 'a file that Teams takes only as a link is attached'],
    [activity.type === 'message' && text === '' && attachments.length === 0, 'a message says nothing'],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, problem]) => problem);
}

/**
 * Checks an activity that the bot sends against the schemas of activities and Adaptive Cards, and in Teams against
 * Teams' rules.
 * @returns the faults; empty if there are none
 */
export function violationsOf(activity: Partial<Activity>): string[] {
  const cards = (activity.attachments ?? []).filter(({ contentType }) => contentType === CARD);
  return [
    ...problemsOf(activityZodSchema.safeParse(activity).error),
    ...cards.flatMap(({ content }) => cardProblems(content)),
    ...(activity.channelId === 'msteams' ? teamsProblems(activity, cards.length > 0) : []),
  ];
}
