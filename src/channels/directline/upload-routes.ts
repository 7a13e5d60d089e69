import { conversationNotFound } from './authorize.ts';
import { isObject } from '#http/json.ts';
import type { NewUpload } from '#store/uploads.ts';
import { uploadPath } from '#uploads/upload-address.ts';
import { acceptActivity, senderOf } from './activity-routes.ts';
import type { RouteContext } from './context.ts';
import type { Handler } from './http.ts';
import { checkActivity } from './incoming-activity.ts';
import { takeUpload } from '#uploads/take-upload.ts';
import { checkedFile } from '#uploads/upload-file.ts';
import { createUploadQuotas } from '#uploads/upload-quotas.ts';

/** `POST /conversations/{id}/upload`: files with a message, stored and answered as one. */
export function uploadFiles(context: RouteContext): Handler {
  const { options } = context;
  const { clock, limits, store } = options;
  const { uploads: kept } = store;
  const quotas = createUploadQuotas(limits.uploadQuotas, { uploads: kept, enabled: limits.enabled });
  return async (request) => {
    const sender = await senderOf(context, request);
    const { conversationId } = sender;
    const from = { ...sender, sender: sender.userId };
    return await takeUpload(request, { quotas, limits, from }, async ({ message, files }) => {
      const { activity, clientId } = checkActivity({ ...message, type: 'message' }, sender, clock());
      const uploads = files.map((file) => ({ id: kept.newId(), conversationId, ...checkedFile(file) }));
      if ((await store.conversations.find(conversationId)) === undefined) throw conversationNotFound();
      const withFiles = {
        ...activity,
        attachments: uploads.map((file) => asAttachment(file, activity['attachments'])),
      };
      for (const file of uploads) await kept.keep(file);
      const { id, isNew } = await acceptActivity(context, { conversationId, clientId, activity: withFiles });
      // Sent again: the message has its files already.
      if (!isNew) await kept.remove(uploads.map((file) => file.id));
      return { status: 200, body: { id } };
    });
  };
}

/** The client's own description of a file (its thumbnail) is kept where the names agree. */
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
