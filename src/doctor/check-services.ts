import type { Config } from '#config.ts';
import { discoverProvider } from '#desk/oidc-provider.ts';
import { tryMailServer } from '#handoff/delivery/mail.ts';
import { type Finding, mend, notConfigured, ok } from './finding.ts';
import { checkAddress, whyUnreachable } from './network.ts';

/** Checks that the mail server accepts the account. Sends no mail. */
export async function checkMail({ mail }: Config['handoff']): Promise<Finding> {
  if (mail === undefined) return notConfigured;
  const { host } = new URL(mail.url);
  try {
    await tryMailServer(mail.url);
    return ok(`${host} accepts mail from ${mail.from}`);
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error && error.code === 'EAUTH';
    return mend(
      isRefused
        ? `SMTP_URL: ${host} rejects the user or the password; correct them.`
        : `SMTP_URL: cannot reach ${host}: ${whyUnreachable(error)}.`,
    );
  }
}

export const checkWebhook = async ({ webhook }: Config['handoff']): Promise<Finding> =>
  webhook === undefined ? notConfigured : checkAddress('WEBHOOK_URL', webhook.url);

export const checkHub = async ({ hub }: Config['handoff']): Promise<Finding> =>
  hub === undefined ? notConfigured : checkAddress('HUB_URL', hub.url);

export const checkCollector = async (tracing: Config['tracing']): Promise<Finding> =>
  tracing === undefined ? notConfigured : checkAddress('OTEL_EXPORTER_OTLP_ENDPOINT', tracing.endpoint);

/** Checks that the OpenID Connect provider serves its metadata, which the first sign-in needs. */
export async function checkOidc(oidc: Config['oidc']): Promise<Finding> {
  if (oidc === undefined) return notConfigured;
  const { host } = new URL(oidc.issuer);
  try {
    await discoverProvider(oidc);
    return ok(`${host} answers`);
  } catch (error) {
    const isReached = error instanceof Error && error.name !== 'TypeError';
    return mend(
      isReached
        ? `OIDC_ISSUER: ${host} has no metadata for that issuer; copy the issuer from the provider exactly.`
        : `OIDC_ISSUER: cannot reach ${host}: ${whyUnreachable(error)}.`,
    );
  }
}
