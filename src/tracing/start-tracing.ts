import type { Logger } from 'pino';
import type { Config } from '#config.ts';
import { noTracer, type Tracer } from './tracer.ts';

/** Tracing for as long as the server runs. */
interface Tracing {
  tracer: Tracer;
  isOn: boolean;
  /** Exports the remaining spans. */
  stop(): Promise<void>;
}

/** Starts tracing if a collector is configured; otherwise OpenTelemetry is not even loaded. */
export async function startTracing(
  config: Config['tracing'],
  parts: { version: string; log: Logger },
): Promise<Tracing> {
  if (config === undefined) return { tracer: noTracer, isOn: false, stop: () => Promise.resolve() };
  const { createOtlpTracer } = await import('./otlp-tracer.ts');
  const tracer = createOtlpTracer({ ...config, ...parts });
  return { tracer, isOn: true, stop: () => tracer.stop() };
}
