import type { TeamsApp } from './manifest.ts';

const LONGEST_NAME = 30;
const LONGEST_DEVELOPER = 32;
const LONGEST_ADDRESS = 2048;
/** Teams' store refuses names with them. */
const reserved = /\b(teams|chat|help|microsoft)\b/i;
/** Addresses that exist for an afternoon. */
const tunnels =
  /(^|\.)(ngrok(-free)?\.(io|app|dev)|devtunnels\.ms|trycloudflare\.com|loca\.lt|serveo\.net)$/i;
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** @returns why Teams would refuse an address; undefined where it would not */
function wrongAddress(variable: string, address: string): string | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:')
    return `${variable}: must begin with https://; Teams takes no other addresses`;
  if (url.hostname === 'localhost' || /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('['))
    return `${variable}: must be a name that Teams can reach, not this machine or a bare address`;
  if (tunnels.test(url.hostname)) return `${variable}: must be an address of your own; Teams refuses tunnels`;
  if (address.length > LONGEST_ADDRESS) return `${variable}: must have at most ${LONGEST_ADDRESS} characters`;
  return undefined;
}

/**
 * What Teams would refuse, in sentences with the mend. Empty: it would take it.
 * @param app as the operator said it
 */
export function refusals({
  appId,
  publicUrl,
  name,
  developer,
  website,
  privacy,
  terms,
  version,
}: TeamsApp): string[] {
  return [
    guid.test(appId)
      ? undefined
      : 'MicrosoftAppId: must be a GUID; copy the app id of the Azure Bot resource',
    name.length <= LONGEST_NAME ? undefined : `TEAMS_APP_NAME: must have at most ${LONGEST_NAME} characters`,
    reserved.test(name) ? `TEAMS_APP_NAME: must not contain "${reserved.exec(name)?.[0]}"` : undefined,
    developer.length <= LONGEST_DEVELOPER
      ? undefined
      : `TEAMS_DEVELOPER: must have at most ${LONGEST_DEVELOPER} characters`,
    /^\d+\.\d+\.\d+$/.test(version) ? undefined : 'The version must look like 1.0.0',
    wrongAddress('PUBLIC_URL', publicUrl),
    wrongAddress('TEAMS_WEBSITE_URL', website),
    wrongAddress('TEAMS_PRIVACY_URL', privacy),
    wrongAddress('TEAMS_TERMS_URL', terms),
  ].filter((problem) => problem !== undefined);
}
