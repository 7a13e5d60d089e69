import { z } from 'zod';
import type { Activity } from '#bot-framework/activity.ts';

const mentionSchema = z.looseObject({
  type: z.literal('mention'),
  text: z.string().max(1000).optional(),
  mentioned: z.looseObject({ id: z.string().optional(), name: z.string().max(1000).optional() }).optional(),
});

/** A mention in a message. */
export interface Mention {
  /** As it appears in the message's text. */
  text: string;
  name: string;
  isBot: boolean;
}

/** The mentions in a message, in order. Other entities are skipped. */
export function mentionsIn({ entities, recipient }: Pick<Activity, 'entities' | 'recipient'>): Mention[] {
  const given: readonly unknown[] = Array.isArray(entities) ? entities : [];
  return given.flatMap((entity) => {
    const parsed = mentionSchema.safeParse(entity).data;
    if (parsed === undefined) return [];
    const { text = '', mentioned } = parsed;
    const name = mentioned?.name ?? text.replaceAll(/<\/?at\b[^<>]*>/gi, '');
    return [{ text, name, isBot: mentioned?.id !== undefined && mentioned.id === recipient?.id }];
  });
}
