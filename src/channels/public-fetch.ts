import { lookup as resolve } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isLoopbackUrl } from '#http/this-machine.ts';

const MAX_REDIRECTS = 3;

/** Why something was not fetched. */
export class FetchRefused extends Error {
  readonly why: 'unsafe' | 'too big' | 'failed';

  constructor(why: FetchRefused['why'], message: string, cause?: unknown) {
    super(message, { cause });
    this.why = why;
  }
}

/** What was fetched. */
export interface Fetched {
  /** Without parameters; '' if the server sends none. */
  contentType: string;
  content: Uint8Array;
}

export interface FetchOptions {
  /** The channel's own origin: only it gets the token, and it may be on this machine. */
  trusted?: { origin: string; token: string | undefined };
  mostBytes: number;
  signal: AbortSignal;
}

const isPublic = (address: string): boolean => ipaddr.process(address).range() === 'unicast';

/** Resolves like Node, but only to public addresses, so that the address we check is the one we connect to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, []);
    const safe = addresses.filter(({ address }) => isPublic(address));
    const [first] = safe;
    if (first === undefined || safe.length < addresses.length)
      return callback(new FetchRefused('unsafe', 'The host has an address that is not public.'), []);
    return options.all === true ? callback(null, safe) : callback(null, first.address, first.family);
  });
};

/** @throws {FetchRefused} unless an outsider may have us fetch this address */
function checkUrl(url: URL): void {
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw new FetchRefused('unsafe', 'Only https addresses without a password are fetched.');
  if (isIP(host) !== 0 && !isPublic(host)) throw new FetchRefused('unsafe', 'The address is not public.');
}

function ask(url: URL, { trusted, signal }: FetchOptions): Promise<IncomingMessage> {
  const isTrusted = url.origin === trusted?.origin;
  const isLocal = isTrusted && isLoopbackUrl(url.href);
  if (!isLocal) checkUrl(url);
  const token = isTrusted ? trusted?.token : undefined;
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const options = { headers, signal, agent: false, ...(isLocal ? {} : { lookup: publicLookup }) };
  return new Promise((answered, failed) => {
    request(url, options, answered).on('error', failed).end();
  });
}

async function contentOf(response: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.byteLength;
    if (length > mostBytes) throw new FetchRefused('too big', `The file is larger than ${mostBytes} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function follow(url: URL, options: FetchOptions, redirects: number): Promise<Fetched> {
  const response = await ask(url, options);
  try {
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      if (redirects === MAX_REDIRECTS || !URL.canParse(headers.location, url.href))
        throw new FetchRefused('failed', 'The address redirects too often.');
      return await follow(new URL(headers.location, url.href), options, redirects + 1);
    }
    if (statusCode !== 200) throw new FetchRefused('failed', `The server answered ${statusCode}.`);
    if (Number(headers['content-length'] ?? 0) > options.mostBytes)
      throw new FetchRefused('too big', `The file is larger than ${options.mostBytes} bytes.`);
    const contentType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    return { contentType, content: await contentOf(response, options.mostBytes) };
  } finally {
    response.destroy();
  }
}

/**
 * Fetches an address that an outsider gave, within the given limits of size and time: only over https and only from
 * public addresses, redirects included, so that nobody can reach the server's own network through it.
 * @throws {FetchRefused}
 */
export async function fetchPublic(address: string, options: FetchOptions): Promise<Fetched> {
  if (!URL.canParse(address)) throw new FetchRefused('unsafe', 'That is not a valid address.');
  try {
    return await follow(new URL(address), options, 0);
  } catch (error) {
    if (error instanceof FetchRefused) throw error;
    throw new FetchRefused('failed', 'The server could not be reached.', error);
  }
}
