import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, ROOT_CONTEXT, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { Parent, RunningSpan, Tracer } from './tracer.ts';

/** Spans that may have children later; a send that is delayed until after this many newer ones starts its own trace. */
const MAX_REMEMBERED = 1000;
const EXPORT_MS = 5000;

export interface OtlpOptions {
  /** The collector's URL; spans go to `/v1/traces` below it. */
  endpoint: string;
  headers: Record<string, string>;
  serviceName: string;
  version: string;
  log: Logger;
}

/** A tracer that exports its spans. */
export interface OtlpTracer extends Tracer {
  /** Exports the remaining spans. */
  stop(): Promise<void>;
}

/**
 * Exports spans to an OpenTelemetry collector, in batches and in the background. Only this module loads OpenTelemetry:
 * import it only when a collector is configured. Nothing is registered globally.
 */
export function createOtlpTracer({ endpoint, headers, serviceName, version, log }: OtlpOptions): OtlpTracer {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: EXPORT_MS });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter: logged(exporter, log) })],
  });
  const tracer = provider.getTracer('support-bot', version);
  const running = new AsyncLocalStorage<Context>();
  const remembered = new Map<string, Context>();

  const contextOf = (parent: Parent): Context => {
    if (parent === 'none') return ROOT_CONTEXT;
    return (parent === 'running' ? running.getStore() : remembered.get(parent.remembered)) ?? ROOT_CONTEXT;
  };
  return {
    span({ name, attributes, parent = 'running' }, work) {
      const context = contextOf(parent);
      const span = tracer.startSpan(name, { attributes }, context);
      return ended(span, () => running.run(trace.setSpan(context, span), work, handleOf(span)));
    },
    remember(key) {
      const context = running.getStore();
      if (context === undefined) return;
      remembered.set(key, context);
      const [oldest = key] = remembered.keys();
      if (remembered.size > MAX_REMEMBERED) remembered.delete(oldest);
    },
    // The log already says that the collector is unavailable, and the server must be able to stop all the same.
    stop: () => provider.shutdown().catch(() => undefined),
  };
}

const handleOf = (span: Span): RunningSpan => ({
  rename: (name) => void span.updateName(name),
  set: (attributes) => void span.setAttributes(attributes),
});

/** Ends the span when the work has ended, successfully or not. */
function ended<Result>(span: Span, work: () => Result): Result {
  try {
    const result = work();
    if (!(result instanceof Promise)) {
      span.end();
      return result;
    }
    result.then(
      () => span.end(),
      (error: unknown) => fail(span, error),
    );
    return result;
  } catch (error) {
    fail(span, error);
    throw error;
  }
}

/** An error's message may quote a customer, so only its type is recorded. */
function fail(span: Span, error: unknown): void {
  const { name, code } = error instanceof Error ? (error as NodeJS.ErrnoException) : { name: 'unknown' };
  span.setAttribute('error.type', typeof code === 'string' ? code : name);
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** Logs once when the collector becomes unavailable, and once when it recovers. */
function logged(exporter: SpanExporter, log: Logger): SpanExporter {
  let isAway = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const hasFailed = result.error !== undefined;
        if (hasFailed && !isAway)
          log.warn({ err: result.error }, 'the collector accepts no traces; dropping them');
        if (!hasFailed && isAway) log.info('the collector accepts traces again');
        isAway = hasFailed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}
