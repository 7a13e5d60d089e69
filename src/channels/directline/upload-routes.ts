import { isObject } from '#http/json.ts';
import { parseInput } from '#http/route.ts';
import type { NewUpload } from '#store/uploads.ts';
import { takeUpload } from '#uploads/take-upload.ts';
import { uploadPath } from '#uploads/upload-address.ts';
import { checkedFile } from '#uploads/upload-file.ts';
import { createUploadQuotas } from '#uploads/upload-quotas.ts';
import { acceptActivity, resource, senderOf } from './activity-routes.ts';
import { conversationNotFound } from './authorize.ts';
import { directLineRoute } from './http.ts';
import { sentActivity, withSender } from './incoming-activity.ts';

/** Stores files together with a message and answers them as one activity. */
export const uploadFiles = directLineRoute(
  {
    method: 'post',
    path: '/v3/directline/conversations/:conversationId/upload',
    summary: 'Sends files with a message, or one file as the body, named by Content-Disposition.',
    callers: ['visitor', 'secret'],
    body: { ...sentActivity, type: 'multipart/form-data' },
    answers: { 200: resource },
  },
  (context) => {
    const { clock, limits, store } = context.options;
    const { uploads: kept } = store;
    const quotas = createUploadQuotas(limits.uploadQuotas, { uploads: kept, enabled: limits.enabled });
    return async ({ request, params }) => {
      const sender = await senderOf(context, { request, params });
      const { conversationId } = sender;
      const from = { ...sender, sender: sender.userId };
      return await takeUpload(request, { quotas, limits, from }, async ({ message, files }) => {
        const sent = parseInput(sentActivity, { ...message, type: 'message' });
        const { activity, clientId } = withSender(sent, sender, clock());
        const uploads = files.map((file) => ({ id: kept.newId(), conversationId, ...checkedFile(file) }));
        if ((await store.conversations.find(conversationId)) === undefined) throw conversationNotFound();
        const withFiles = {
          ...activity,
          attachments: uploads.map((file) => asAttachment(file, activity['attachments'])),
        };
        for (const file of uploads) await kept.save(file);
        const { id, isNew } = await acceptActivity(context, {
          conversationId,
          clientId,
          activity: withFiles,
        });
        // A repeat: the message already has its files.
        if (!isNew) await kept.remove(uploads.map((file) => file.id));
        return { status: 200, body: { id } };
      });
    };
  },
);

/** Keeps the client's own description of a file (its thumbnail) if the names match. */
function asAttachment(file: NewUpload, described: unknown) {
  const own: unknown = Array.isArray(described)
    ? described.find((each: unknown) => isObject(each) && each['name'] === file.name)
    : undefined;
  const thumbnailUrl = isObject(own) ? own['thumbnailUrl'] : undefined;
  return {
    name: file.name,
    contentType: file.contentType,
    contentUrl: uploadPath(file),
    ...(typeof thumbnailUrl === 'string' ? { thumbnailUrl } : {}),
  };
}
