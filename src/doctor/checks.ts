import type { Config } from '#config.ts';
import { adviceAbout } from '#start-advice.ts';
import { checkDatabase, checkDisk, checkKnowledge } from './check-data.ts';
import { checkServer } from './check-server.ts';
import { checkCollector, checkHub, checkMail, checkOidc, checkWebhook } from './check-services.ts';
import { checkTeams } from './check-teams.ts';
import { type Check, mend, ok } from './finding.ts';

/** Every check of a configuration; none needs the server to be running. */
export function checksFor(config: Config): Check[] {
  const { handoff } = config;
  const advice = adviceAbout(config);
  return [
    {
      name: 'configuration',
      where: 'the environment',
      run: () => Promise.resolve(advice.length === 0 ? ok() : mend(...advice)),
    },
    {
      name: 'database',
      where: config.databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL',
      run: () => checkDatabase(config),
    },
    { name: 'disk', where: 'DATA_DIR', run: () => checkDisk(config.dataDir) },
    { name: 'knowledge', where: 'KNOWLEDGE_DIR', run: () => checkKnowledge(config.knowledgeDir) },
    { name: 'server', where: 'the log of the server', run: () => checkServer(config) },
    { name: 'mail', where: 'SMTP_URL', run: () => checkMail(handoff) },
    { name: 'webhook', where: 'WEBHOOK_URL', run: () => checkWebhook(handoff) },
    { name: 'hub', where: 'HUB_URL', run: () => checkHub(handoff) },
    { name: 'sign-in', where: 'OIDC_ISSUER', run: () => checkOidc(config.oidc) },
    { name: 'Teams', where: 'MicrosoftAppId', run: () => checkTeams(config.microsoftApp) },
    {
      name: 'traces',
      where: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      run: () => checkCollector(config.tracing),
    },
  ];
}
