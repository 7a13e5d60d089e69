import type { TeamsApp } from './manifest.ts';

const LONGEST_NAME = 30;
const LONGEST_DEVELOPER = 32;
const LONGEST_ADDRESS = 2048;
/** The Teams store refuses names that contain these. */
const reserved = /\b(teams|chat|help|microsoft)\b/i;
/** Temporary tunnel addresses. */
const tunnels =
  /(^|\.)(ngrok(-free)?\.(io|app|dev)|devtunnels\.ms|trycloudflare\.com|loca\.lt|serveo\.net)$/i;
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** @returns why Teams would refuse an address; undefined if it would accept it */
function wrongAddress(variable: string, address: string): string | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:')
    return `${variable}: must begin with https://; Teams accepts no other addresses`;
  if (url.hostname === 'localhost' || /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('['))
    return `${variable}: must be a name that Teams can reach, not this machine or a bare address`;
  if (tunnels.test(url.hostname))
    return `${variable}: must be an address of your own; Teams refuses tunnel addresses`;
  if (address.length > LONGEST_ADDRESS) return `${variable}: must have at most ${LONGEST_ADDRESS} characters`;
  return undefined;
}

/**
 * Lists what Teams would refuse, as sentences that say how to fix it. Empty if it would accept the app.
 * @param app the operator's settings
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
