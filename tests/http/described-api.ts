import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { type HttpAnswer, type HttpRequest, send } from '../support/http.ts';

interface Operation {
  responses: Record<string, { content?: Record<string, unknown> }>;
}

/** Compares a server's own description of its API with its responses. */
export interface DescribedApi {
  document: Record<string, unknown> & { paths: Record<string, Record<string, Operation>> };
  /** All operations, as `get /path/{name}`. */
  operations: readonly string[];
  /** The operations that have responded as described, and not with an error. */
  served: ReadonlySet<string>;
  /** Sends a request and checks the response against the description. */
  ask: (path: string, request?: HttpRequest) => Promise<HttpAnswer>;
  /** Checks a response to a request sent in another way. */
  check: (method: string, path: string, answer: Pick<HttpAnswer, 'status' | 'headers' | 'text'>) => void;
}

/** A segment of a JSON pointer. */
const part = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Whether a path matches a described one; a `{name}` at the end matches the rest. */
const isOf = (path: string, described: string): boolean =>
  new RegExp(`^${described.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);

export async function openDescription(url: string): Promise<DescribedApi> {
  const document = (await send(`${url}/openapi.json`)).json() as DescribedApi['document'];
  // Each response compiles its own schema; to inline and optimise it takes longer than to use it once.
  const ajv = new Ajv2020({ strict: false, allErrors: true, inlineRefs: false, code: { optimize: false } });
  ajv.addSchema(document, 'api');
  const served = new Set<string>();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );

  const check: DescribedApi['check'] = (method, path, { status, headers, text }) => {
    const where = path.split('?', 1)[0] ?? '';
    // The path with the fewest parameters wins: `/conversations` before `/{name}`.
    const described = Object.keys(document.paths)
      .filter((each) => isOf(where, each) && document.paths[each]?.[method] !== undefined)
      .toSorted((a, b) => a.split('{').length - b.split('{').length)[0];
    expect(described, `${method} ${where} is described`).toBeDefined();
    const { responses = {} } = document.paths[described ?? '']?.[method] ?? {};
    const answer = String(status) in responses ? String(status) : 'default';
    const type = (headers['content-type'] ?? '').split(';', 1)[0] ?? '';
    const content = Object.keys(responses[answer]?.content ?? {});
    const what = `${method} ${where} → ${status}: ${text.slice(0, 300)}`;
    if (content.length === 0) expect(text, what).toBe('');
    else expect(content.includes(type) || content.includes('*/*'), `${what} is of type ${type}`).toBe(true);
    if (content.includes('application/json')) {
      const pointer = ['paths', described ?? '', method, 'responses', answer, 'content', 'application/json'];
      const validate = ajv.compile({ $ref: `api#/${pointer.map(part).join('/')}/schema` });
      validate(JSON.parse(text));
      expect(validate.errors, what).toBeNull();
    }
    if (answer !== 'default') served.add(`${method} ${described}`);
  };
  return {
    document,
    operations,
    served,
    check,
    async ask(path, request = {}) {
      const answer = await send(`${url}${path}`, request);
      check((request.method ?? 'GET').toLowerCase(), path, answer);
      return answer;
    },
  };
}
