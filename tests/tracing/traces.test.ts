import { describe, expect, it, onTestFinished } from 'vitest';
import { pollUntil, SECRET, visit } from '../channels/directline/harness.ts';
import { messageActivity } from '../support/activities.ts';
import { startConnector } from '../support/connector.ts';
import { freePort } from '../support/free-port.ts';
import { post, send } from '../support/http.ts';
import { startApp } from '../support/running-app.ts';
import { type CollectedSpan, type Collector, startCollector } from './collector.ts';

const QUESTION = 'is my EAP1300 patched, dear Winifred?';

async function open(environment: Record<string, string>) {
  const started = await startApp({ DIRECT_LINE_SECRET: SECRET, ...environment });
  // When the server stops, it sends its remaining spans.
  const stop = () => started.app.stop();
  onTestFinished(stop);
  return { ...started, stop };
}

const attributesOf = ({ attributes }: CollectedSpan): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** The names of a span and all its ancestors, from the root. */
function wayTo({ spans }: Collector, span: CollectedSpan | undefined): string[] {
  if (span === undefined) return [];
  const above = spans.find(({ spanId, traceId }) => spanId === span.parentSpanId && traceId === span.traceId);
  return [...wayTo({ spans } as Collector, above), span.name];
}

const waysTo = (collector: Collector, name: string): string[][] =>
  collector.spans.filter((span) => span.name === name).map((span) => wayTo(collector, span));

describe('with OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  it('a message over Direct Line is a trace: the request, its turn, understanding, dialog and commit', async () => {
    const collector = await startCollector();
    const { url, stop } = await open({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=of%20ours',
      OTEL_SERVICE_NAME: 'support-bot-test',
    });
    const visitor = await visit(url);
    await visitor.say(QUESTION);
    await pollUntil(visitor, 'Did this help?');
    await stop();

    const request = 'POST /v3/directline/conversations/:conversationId/activities';
    expect(waysTo(collector, 'understanding')).toContainEqual([request, 'turn', 'dialog', 'understanding']);
    expect(waysTo(collector, 'commit')).toContainEqual([request, 'turn', 'commit']);
    const turn = collector.spans.find(
      (span) => span.name === 'turn' && wayTo(collector, span)[0] === request,
    );
    expect(turn && attributesOf(turn)).toMatchObject({
      'bot.channel.id': 'directline',
      'bot.conversation.id': visitor.conversationId,
      'bot.turn.outcome': 'committed',
    });
    expect(new Set(collector.headers)).toEqual(new Set(['of ours']));
    expect(collector.bodies[0]).toContain('support-bot-test');
  });

  it('a message to /api/messages is a trace, too, including the replies sent to its channel', async () => {
    const collector = await startCollector();
    const connector = await startConnector();
    const { messages, stop } = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    const { serviceUrl } = connector;
    await post(messages, messageActivity(QUESTION, { serviceUrl, deliveryMode: 'normal' }));
    await connector.receivedReplies(1);
    await stop();
    await connector.close();

    const request = 'POST /api/messages';
    expect(waysTo(collector, 'understanding')).toContainEqual([request, 'turn', 'dialog', 'understanding']);
    expect(waysTo(collector, 'send')[0]).toEqual([request, 'turn', 'commit', 'send']);
  });

  it('no span contains message texts, and probes create no spans', async () => {
    const collector = await startCollector();
    const { url, stop } = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    const visitor = await visit(url);
    await visitor.say(QUESTION);
    await pollUntil(visitor, 'Did this help?');
    await send(`${url}/readyz`);
    await send(`${url}/healthz`);
    await stop();
    const sent = collector.bodies.join('\n');
    for (const words of [
      'Winifred',
      'EAP1300',
      'patched',
      'Did this help',
      visitor.token,
      'healthz',
      'readyz',
    ])
      expect(sent, words).not.toContain(words);
  });

  it('customers get answers while the collector is down, and the log says so once', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const { url, record, stop } = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    const visitor = await visit(url);
    await visitor.say(QUESTION);
    await pollUntil(visitor, 'Did this help?');
    await stop();
    const logged = record.entries.filter(({ msg }) => msg.includes('collector'));
    expect(logged.map(({ msg }) => msg)).toEqual(['the collector accepts no traces; dropping them']);
  });
});
