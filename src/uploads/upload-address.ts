import { isObject } from '#http/json.ts';

const PREFIX = '/v3/directline/attachments/';
const UPLOAD = /\/v3\/directline\/attachments\/[\w-]+\/[^/]+$/;

/**
 * A file's address as stored: without a host, because readers reach this server in different ways, and a sender may
 * claim any host.
 */
export const uploadPath = ({ id, name }: { id: string; name: string }): string =>
  `${PREFIX}${id}/${encodeURIComponent(name)}`;

/**
 * Completes the file addresses of a stored activity for one reader.
 * @param body JSON
 * @param base the server's own address for that reader
 */
export function withUploadUrls(body: string, base: string): string {
  // Few activities have files; the others need no second look.
  if (!body.includes(PREFIX)) return body;
  const activity: unknown = JSON.parse(body);
  if (!isObject(activity) || !Array.isArray(activity['attachments'])) return body;
  const { from } = activity;
  const isVisitors = isObject(from) && from['role'] === 'user';
  const attachments = activity['attachments'].map((attachment: unknown) => {
    const url = isObject(attachment) ? attachment['contentUrl'] : undefined;
    if (typeof url !== 'string') return attachment;
    const path = pathOf(url, isVisitors);
    return path === undefined ? attachment : { ...(attachment as object), contentUrl: `${base}${path}` };
  });
  return JSON.stringify({ ...activity, attachments });
}

/** @returns undefined if it is not one of our files */
function pathOf(url: string, isVisitors: boolean): string | undefined {
  if (url.startsWith(PREFIX)) return url;
  // Visitors' files are stored with the host that was requested; the agents of an engagement hub have their own hosts.
  return isVisitors ? UPLOAD.exec(URL.parse(url)?.pathname ?? '')?.[0] : undefined;
}
