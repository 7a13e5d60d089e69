import { z } from 'zod';

/** An activity as clients get it: these fields, plus any others of its type. */
export const shownActivity = z
  .looseObject({
    type: z.string(),
    id: z.string().optional(),
    timestamp: z.string().describe('ISO 8601.').optional(),
    from: z
      .looseObject({ id: z.string(), name: z.string().optional(), role: z.string().optional() })
      .optional(),
    text: z.string().optional(),
    textFormat: z.string().optional(),
    channelData: z.looseObject({}).optional(),
    attachments: z
      .array(
        z.looseObject({
          contentType: z.string(),
          contentUrl: z.string().optional(),
          name: z.string().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Activity', description: 'A Bot Framework activity.' });
export type ShownActivity = z.infer<typeof shownActivity>;

/** The body of a poll's response and of each frame of a stream. */
export const activitySet = z
  .object({
    activities: z.array(shownActivity).describe('Oldest first.'),
    watermark: z.string().describe('Opaque: send it with the next request.'),
  })
  .meta({ id: 'ActivitySet' });
