import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import type { z } from 'zod';
import { serveAhead } from './ahead-of-restify.ts';
import { readBody } from './body.ts';
import { JSON_BYTES, parseJson } from './json.ts';
import { badArgument, type HttpProblem } from './problem.ts';
import { type JsonText, sendJson, sendProblem } from './respond.ts';
import { valuesIn } from './query.ts';

/** Who may call a route; `openapi.ts` says how each caller authenticates. */
export type Caller = 'anyone' | 'secret' | 'visitor' | 'agent' | 'key' | 'hub' | 'connector';

/** The schema of an input, and the refusal if it does not fit. */
export interface Input<Value> {
  schema: z.ZodType<Value>;
  refuse?: (error: z.ZodError) => HttpProblem;
}

export interface BodyInput<Value> extends Input<Value> {
  /** `multipart/form-data` means files with the body as one part; the default is JSON. */
  type?: 'application/json' | 'multipart/form-data';
}

/** A route's answer: JSON of a schema, content of a media type, or null for a status without content. */
type Answer<Given> = z.ZodType<Given> | string | null;

/** What a route takes and returns; the description of the API is derived from it. */
export interface RouteShape<Path extends string = string, Query = unknown, Body = unknown, Given = unknown> {
  method: 'get' | 'post';
  /** In restify's notation: `:name` is one segment, and a final `*` is the rest. */
  path: Path;
  /** Its purpose, in one line. */
  summary: string;
  tag: string;
  callers: readonly Caller[];
  query?: Input<Query>;
  body?: BodyInput<Body>;
  /** By status. Any other status returns a problem. */
  answers: Readonly<Record<number, Answer<Given>>>;
}

/** The names in a path: `/chats/:reference/close` has `reference`. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** What a handler gets. It reads query and body on demand, after every check that could refuse the request. */
export interface Asked<Path extends string, Query, Body> {
  request: Request;
  response: Response;
  params: Readonly<Record<NamesIn<Path>, string>>;
  /** @throws {HttpProblem} 400 */
  query: () => Query;
  /**
   * Reads and parses the JSON body; an empty one counts as an empty object.
   * @param options `check` sees the text before parsing and may throw; `bytes` is the limit
   * @throws {HttpProblem} 400, 408, 413, 415
   */
  body: (options?: { check?: (text: string) => void; bytes?: number }) => Promise<Body>;
}

export interface Reply<Given> {
  status: number;
  /** A `JsonText` is sent as it is. */
  body: Given | JsonText;
  /** In addition to those of every JSON response. */
  headers?: Record<string, string>;
}

/** Answers a request; undefined if the handler has sent the response itself. */
export type Handler<Path extends string, Query, Body, Given> = (
  asked: Asked<Path, Query, Body>,
) => Promise<Reply<Given> | undefined>;

/** A declared route with its handler. */
export interface Route<Context> {
  readonly shape: RouteShape;
  mount(server: Server, context: Context): void;
}

export interface RouteOptions<Context> {
  /** Runs before the handler: sets headers, or refuses. */
  before?: (asked: { request: Request; response: Response }, context: Context, shape: RouteShape) => void;
  /** The log message when a request fails. */
  where: string;
  /** Whether the route gets so many requests that they are served ahead of restify; see `serveAhead`. */
  isBusy?: (context: Context) => boolean;
}

/**
 * Declares a route.
 * @param makeHandler called once, when the route is mounted
 */
export const route = <Context extends { log: Logger }, Path extends string, Query, Body, Given>(
  shape: RouteShape<Path, Query, Body, Given>,
  makeHandler: (context: Context) => Handler<Path, Query, Body, Given>,
  { before, where, isBusy }: RouteOptions<Context>,
): Route<Context> => ({
  shape,
  mount(server, context) {
    const handle = makeHandler(context);
    const serve = async (
      request: Request,
      response: Response,
      params: Record<string, string>,
    ): Promise<void> => {
      try {
        before?.({ request, response }, context, shape);
        const reply = await handle(asked(shape, { request, response, params }));
        if (reply !== undefined) sendJson(response, reply.status, reply.body, reply.headers);
      } catch (error) {
        sendProblem(request, response, error, { log: context.log, where });
      }
    };
    // restify fills in each name of the path.
    server[shape.method](shape.path, (request: Request, response: Response) =>
      serve(request, response, request.params as Record<string, string>),
    );
    if (isBusy?.(context) === true)
      serveAhead(server, shape, (request, response, params) => {
        // Such a handler uses nothing that restify adds to them.
        void serve(request as Request, response as Response, params);
      });
  },
});

function asked<Path extends string, Query, Body>(
  { query, body }: Pick<RouteShape<Path, Query, Body>, 'query' | 'body'>,
  { request, response, params }: { request: Request; response: Response; params: Record<string, string> },
): Asked<Path, Query, Body> {
  return {
    request,
    response,
    params: params as Record<NamesIn<Path>, string>,
    query: () => parseInput(declared(query), valuesIn(request)),
    async body({ check, bytes = JSON_BYTES } = {}) {
      const input = declared(body);
      const text = (await readBody(request, { bytes })).toString();
      check?.(text);
      return parseInput(input, text.trim() === '' ? {} : parseJson(text));
    },
  };
}

function declared<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('The route reads an input that it does not declare.');
  return part;
}

/** Parses an input. @throws {HttpProblem} the input's own refusal, or 400 */
export function parseInput<Value>({ schema, refuse = misfit }: Input<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refuse(parsed.error);
}

/** Names the first field that does not fit, without repeating any of the input. */
function misfit({ issues }: z.ZodError): HttpProblem {
  const field = issues[0]?.path.join('.') ?? '';
  return badArgument(field === '' ? 'The body must be a JSON object.' : `"${field}" is missing or wrong.`);
}

/** Refuses with the schema's own message about the first problem. */
export const withSchemaMessage = ({ issues }: z.ZodError): HttpProblem =>
  badArgument(issues[0]?.message ?? 'The body must be a JSON object.');
