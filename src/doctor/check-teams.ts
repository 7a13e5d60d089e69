import { z } from 'zod';
import type { Config } from '#config.ts';
import { AuthenticationConstants, GovernmentConstants } from '#bot-framework/connector.ts';
import { type Finding, mend, notConfigured, ok } from './finding.ts';
import { whyUnreachable } from './network.ts';

const granted = z.object({ access_token: z.string().min(1) });
const refused = z.object({ error_codes: z.array(z.number()).optional() });

/**
 * Microsoft's reasons for a refusal, by error code
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
 */
const refusals: Record<number, string> = {
  7000215: 'MicrosoftAppPassword: not a secret of this app; copy the value of a client secret, not its id.',
  7000222: 'MicrosoftAppPassword: expired; create a new client secret in the app registration.',
  700016: 'MicrosoftAppId: no such app in this tenant; copy the id from the Azure Bot resource.',
  90002: 'MicrosoftAppTenantId: no such tenant; copy the id from the app registration.',
  900023: 'MicrosoftAppTenantId: not a tenant id; copy it from the app registration.',
};

/** Checks that Microsoft issues the bot a token, which it needs for each message to Teams. */
export async function checkTeams(app: Config['microsoftApp']): Promise<Finding> {
  const { type, id, password } = app;
  if (id === undefined) return notConfigured;
  if (type === 'UserAssignedMSI' || password === undefined)
    return { kind: 'skipped', why: 'a managed identity works only in Azure' };
  const { url, scope } = tokenAddress(app);
  const { host } = new URL(url);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_secret: password,
        scope,
      }),
    });
    const body: unknown = await response.json().catch(() => undefined);
    return granted.safeParse(body).success ? ok(`${host} issues tokens`) : mend(refusalIn(body, host));
  } catch (error) {
    return mend(`Microsoft Teams: cannot reach ${host}: ${whyUnreachable(error)}.`);
  }
}

function refusalIn(body: unknown, host: string): string {
  const codes = refused.safeParse(body).data?.error_codes ?? [];
  const known = codes.map((code) => refusals[code]).find((sentence) => sentence !== undefined);
  const numbers = codes.length === 0 ? '' : ` (${codes.map((code) => `AADSTS${code}`).join(', ')})`;
  return (
    known ??
    `MicrosoftAppId: ${host} issues no token${numbers}; compare the app's settings with the app registration.`
  );
}

/** The authority that issues the bot's tokens: its own tenant, or Bot Framework's for a multi-tenant app. */
function tokenAddress({ type, tenantId, settings }: Config['microsoftApp']): { url: string; scope: string } {
  const cloud = settings.ChannelService === undefined ? AuthenticationConstants : GovernmentConstants;
  const login =
    settings.ToChannelFromBotLoginUrl ??
    (type === 'MultiTenant' || tenantId === undefined
      ? cloud.ToChannelFromBotLoginUrl
      : cloud.ToChannelFromBotLoginUrlPrefix + tenantId);
  const scope = settings.ToChannelFromBotOAuthScope ?? cloud.ToChannelFromBotOAuthScope;
  return {
    url: `${login.replace(/\/+$/, '')}/oauth2/v2.0/token`,
    scope: `${scope.replace(/\/\.default$/, '')}/.default`,
  };
}
