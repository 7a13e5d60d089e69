import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { problemBody } from './problem.ts';
import type { BodyInput, Caller, RouteShape } from './route.ts';

type Json = Record<string, unknown>;

/** How each kind of caller authenticates. */
const SECURITY: Record<Exclude<Caller, 'anyone'>, Json> = {
  secret: { type: 'http', scheme: 'bearer', description: 'The Direct Line secret. Never from a browser.' },
  visitor: { type: 'http', scheme: 'bearer', description: 'A token for one conversation.' },
  agent: { type: 'apiKey', in: 'cookie', name: 'desk', description: 'The session of a signed-in agent.' },
  key: { type: 'http', scheme: 'bearer', description: 'An API key, made by `npm run api-keys`.' },
  hub: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Support-Signature',
    description: '`t=SECONDS,v1=HEX`: HMAC-SHA256 of the seconds, a full stop and the body.',
  },
  connector: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Signed by Bot Framework.' },
};

const PROBLEM = 'Any other status: what went wrong, for people and for programs.';

/** The facts that no route declares. */
export interface ApiInfo {
  title: string;
  version: string;
  description: string;
  /** The path in front of every path, as callers see it. */
  basePath: string;
}

/** An OpenAPI 3.1 document. */
export interface ApiDescription extends Json {
  openapi: string;
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Json; securitySchemes: Json };
}

/** Describes routes from their declarations; nothing is written by hand. */
export function describeApi(shapes: readonly RouteShape[], info: ApiInfo): ApiDescription {
  const { basePath, ...facts } = info;
  const schemas: Json = {};
  const problem = jsonContent(schemaOf(problemBody, 'output', schemas));
  const retryAfter = {
    schema: { type: 'integer' },
    description: 'Seconds until it makes sense to try again.',
  };
  const others = { description: PROBLEM, headers: { 'Retry-After': retryAfter }, content: problem };
  const paths: ApiDescription['paths'] = {};
  for (const shape of shapes)
    (paths[describedPath(shape.path)] ??= {})[shape.method] = operationOf(shape, others, schemas);
  return {
    openapi: '3.1.1',
    info: facts,
    servers: [{ url: basePath === '' ? '/' : basePath }],
    paths,
    components: { schemas, securitySchemes: SECURITY },
  };
}

/** A path in OpenAPI's notation: `/chats/{reference}`. */
export const describedPath = (path: string): string =>
  path.replaceAll(/:(\w+)/g, '{$1}').replace(/\*$/, '{name}');

function operationOf(shape: RouteShape, others: Json, schemas: Json): Json {
  const { path, query, body, summary, tag, callers, answers } = shape;
  const parameters = [...pathParameters(path), ...queryParameters(query?.schema, schemas)];
  const responses = Object.entries(answers).map(([status, answer]): [string, Json] => [
    status,
    { description: STATUS_CODES[status] ?? status, ...contentOf(answer, schemas) },
  ]);
  return {
    tags: [tag],
    summary,
    security: callers.map((caller) => (caller === 'anyone' ? {} : { [caller]: [] })),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: requestBody(body, schemas) }),
    responses: { ...Object.fromEntries(responses), default: others },
  };
}

const pathParameters = (path: string): Json[] =>
  [...describedPath(path).matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(schema: z.ZodType | undefined, schemas: Json): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', schemas) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function requestBody({ schema, type = 'application/json' }: BodyInput<unknown>, schemas: Json): Json {
  const json = schemaOf(schema, 'input', schemas);
  if (type === 'application/json') return { content: jsonContent(json) };
  const file = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } };
  return { content: { [type]: { schema: { type: 'object', properties: { activity: json, file } } } } };
}

function contentOf(answer: RouteShape['answers'][number] | undefined, schemas: Json): Json {
  if (answer === null || answer === undefined) return {};
  return typeof answer === 'string'
    ? { content: { [answer]: {} } }
    : { content: jsonContent(schemaOf(answer, 'output', schemas)) };
}

const jsonContent = (schema: Json): Json => ({ 'application/json': { schema } });

/** A schema as JSON Schema; schemas with their own id move to the components. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const {
    $schema: _dialect,
    $defs,
    ...own
  } = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
  Object.assign(schemas, $defs);
  return own;
}
