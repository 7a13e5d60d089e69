import { isObject } from '#http/json.ts';

const PREFIX = '/v3/directline/attachments/';
const UPLOAD = /\/v3\/directline\/attachments\/[\w-]+\/[^/]+$/;

/**
 * Where a file is read, as it is kept: without a host. Readers reach this server in different ways, and who sends a file
 * may say any host.
 */
export const uploadPath = ({ id, name }: { id: string; name: string }): string =>
  `${PREFIX}${id}/${encodeURIComponent(name)}`;

/**
 * An activity as it is kept, with the addresses of its files as one reader reaches them.
 * @param body JSON
 * @param base the server's own address, for that reader
 */
export function withUploadUrls(body: string, base: string): string {
  // Few have files, and the others need no second look.
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

/** @returns undefined for what is no file of ours */
function pathOf(url: string, isVisitors: boolean): string | undefined {
  if (url.startsWith(PREFIX)) return url;
  // They were kept with the host that their sender had asked for; an engagement hub's agents have hosts of their own.
  return isVisitors ? UPLOAD.exec(URL.parse(url)?.pathname ?? '')?.[0] : undefined;
}
