import type { IncomingMessage } from 'node:http';
import { bodyBytesOf, readUpload, type UploadBody, type UploadBodyLimits } from './upload-body.ts';
import type { UploadOrigin, UploadQuotas } from './upload-quotas.ts';

/**
 * Takes an upload in, as far as quotas allow; what it brings counts as held in memory until it is used.
 * @param use what is done with it
 * @throws {HttpProblem} 400, 408, 413, 415, 429, 503; what `use` throws
 */
export async function takeUpload<Result>(
  request: IncomingMessage,
  { quotas, limits, from }: { quotas: UploadQuotas; limits: UploadBodyLimits; from: UploadOrigin },
  use: (upload: UploadBody) => Promise<Result>,
): Promise<Result> {
  const most = bodyBytesOf(limits);
  const announced = Number(request.headers['content-length'] ?? most);
  const ongoing = await quotas.begin(from, Math.min(announced, most));
  try {
    return await use(await readUpload(request, limits, ongoing.take));
  } finally {
    ongoing.end();
  }
}
