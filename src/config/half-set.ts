import type { Environment } from './environment-schema.ts';

/** Variables that work only together, each with what to do if it is missing; one without may be missing. */
type Group = readonly (readonly [variable: keyof Environment, mend?: string])[];

const GROUPS: readonly Group[] = [
  [
    ['WEBHOOK_URL', 'set it to the address of the receiver'],
    ['WEBHOOK_SECRET', 'generate a long random one and give it to the receiver'],
    ['WEBHOOK_EVENTS'],
  ],
  [
    ['SMTP_URL', 'set it to the address of the mail server'],
    ['MAIL_FROM', 'set it to an e-mail address'],
    ['MAIL_TO', 'set it to an e-mail address'],
  ],
  [
    ['HUB_URL', 'set it to the address of the hub'],
    ['HUB_SECRET', 'generate a long random one and give it to the hub'],
  ],
  [
    ['OIDC_ISSUER', 'set it to the address of the provider'],
    ['OIDC_CLIENT_ID', 'copy it from the provider'],
    ['OIDC_CLIENT_SECRET', 'copy it from the provider'],
  ],
];

const isSet = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);

/**
 * Finds groups that are set only in part, and would do nothing.
 * @returns a sentence for each variable that is missing
 */
export const halfSetProblems = (environment: Environment): string[] =>
  GROUPS.flatMap((group) => {
    const set = group.map(([variable]) => variable).filter((variable) => isSet(environment[variable]));
    if (set.length === 0) return [];
    const given = new Intl.ListFormat('en').format(set);
    return group.flatMap(([variable, mend]) =>
      mend === undefined || set.includes(variable)
        ? []
        : [`${variable}: missing, but ${given} cannot do without it; ${mend}, or unset ${given}`],
    );
  });
