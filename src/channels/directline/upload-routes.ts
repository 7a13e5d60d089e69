import type { Request } from 'restify';
import type { NewUpload } from '../../store/uploads.ts';
import { acceptActivity, senderOf } from './activity-routes.ts';
import { readBody } from '../../http/body.ts';
import { isObject } from '../../http/json.ts';
import type { RouteContext } from './context.ts';
import { Failure } from './failure.ts';
import type { Handler } from './http.ts';
import { checkActivity } from './incoming-activity.ts';
import { parseUpload } from './upload-body.ts';

/** Time for an upload over a slow connection, milliseconds. */
const UPLOAD_MS = 120_000;
/** Room for the multipart frame around the files. */
const FRAME_BYTES = 64 * 1024;

/** `POST /conversations/{id}/upload`: files with a message, stored and answered as one. */
export const uploadFiles =
  (context: RouteContext): Handler =>
  async (request) => {
    const { options, location } = context;
    const { clock, limits, store } = options;
    const sender = await senderOf(context, request);
    const { conversationId } = sender;
    const raw = await readBody(request, {
      bytes: limits.uploadBytes + FRAME_BYTES,
      withinMs: UPLOAD_MS,
    });
    const upload = await parseUpload(request, new Uint8Array(raw), limits.filesPerUpload);
    if (JSON.stringify(upload.activity).length > limits.activityBytes)
      throw new Failure(413, 'TooLarge', `A message may have at most ${limits.activityBytes} bytes.`);
    const { activity, clientId } = checkActivity({ ...upload.activity, type: 'message' }, sender, clock());
    const uploads: NewUpload[] = upload.files.map((file) => ({
      id: store.uploads.newId(),
      conversationId,
      ...file,
    }));
    const base = location.baseUrlOf(request);
    const withFiles = {
      ...activity,
      attachments: uploads.map((file) => asAttachment(file, base, activity['attachments'])),
    };
    return acceptActivity(context, {
      conversationId,
      clientId,
      activity: withFiles,
      alongside: (queries) => store.uploads.add(queries, uploads),
    });
  };

/** Where a file is read. @param base the server's own address */
export const uploadUrl = (base: string, { id, name }: Pick<NewUpload, 'id' | 'name'>): string =>
  `${base}/v3/directline/attachments/${id}/${encodeURIComponent(name)}`;

/** The client's own description of a file (its thumbnail) is kept where the names agree. */
function asAttachment(file: NewUpload, base: string, described: unknown) {
  const own: unknown = Array.isArray(described)
    ? described.find((each: unknown) => isObject(each) && each['name'] === file.name)
    : undefined;
  const thumbnailUrl = isObject(own) ? own['thumbnailUrl'] : undefined;
  return {
    name: file.name,
    contentType: file.contentType,
    contentUrl: uploadUrl(base, file),
    ...(typeof thumbnailUrl === 'string' ? { thumbnailUrl } : {}),
  };
}

/**
 * `GET /attachments/{id}/{name}`: pages show attachments in `img` elements, which send no credentials,
 * so the unguessable id is the permission.
 */
export const readUpload =
  ({ options }: RouteContext): Handler =>
  async (request, response) => {
    const upload = await options.store.uploads.find(uploadIdOf(request));
    if (upload === undefined) throw new Failure(404, 'NotFound', 'There is no such file, or not any more.');
    const { content, contentType, name } = upload;
    const disposition = contentType.startsWith('image/') ? 'inline' : 'attachment';
    response.writeHead(200, {
      'Content-Type': contentType,
      'Content-Length': content.byteLength,
      'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': 'private, max-age=3600',
    });
    response.end(content);
    return undefined;
  };

function uploadIdOf(request: Request): string {
  const params: unknown = request.params;
  return isObject(params) && typeof params['uploadId'] === 'string' ? params['uploadId'] : '';
}
