import type { Config } from '#config.ts';
import { discoverProvider } from '#desk/oidc.ts';
import { tryMailServer } from '#handoff/delivery/mail.ts';
import { type Finding, mend, notConfigured, ok } from './finding.ts';
import { checkAddress, whyUnreachable } from './network.ts';

/** Whether the mail server takes the account. Nothing is mailed. */
export async function checkMail({ mail }: Config['handoff']): Promise<Finding> {
  if (mail === undefined) return notConfigured;
  const { host } = new URL(mail.url);
  try {
    await tryMailServer(mail.url);
    return ok(`${host} takes mail from ${mail.from}`);
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error && error.code === 'EAUTH';
    return mend(
      isRefused
        ? `SMTP_URL: ${host} refuses the user or the password; correct them.`
        : `SMTP_URL: ${host} is out of reach: ${whyUnreachable(error)}.`,
    );
  }
}

export const checkWebhook = async ({ webhook }: Config['handoff']): Promise<Finding> =>
  webhook === undefined ? notConfigured : checkAddress('WEBHOOK_URL', webhook.url);

export const checkHub = async ({ hub }: Config['handoff']): Promise<Finding> =>
  hub === undefined ? notConfigured : checkAddress('HUB_URL', hub.url);

export const checkCollector = async (tracing: Config['tracing']): Promise<Finding> =>
  tracing === undefined ? notConfigured : checkAddress('OTEL_EXPORTER_OTLP_ENDPOINT', tracing.endpoint);

/** Whether the OpenID Connect provider describes itself, as the first sign-in asks it to. */
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
        ? `OIDC_ISSUER: ${host} does not describe an issuer of that name; copy the issuer from the provider, to the letter.`
        : `OIDC_ISSUER: ${host} is out of reach: ${whyUnreachable(error)}.`,
    );
  }
}
