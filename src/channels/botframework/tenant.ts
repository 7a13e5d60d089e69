import type { Activity } from '#bot-framework/activity.ts';

/** Where Teams names the tenant. */
interface TeamsData {
  tenant?: { id?: unknown };
}

/** The tenant of an activity, if its channel names one. */
function tenantOf({ conversation, channelData }: Activity): string | undefined {
  const { tenant } = (channelData ?? {}) as TeamsData;
  const id = conversation.tenantId ?? tenant?.id;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/**
 * Whether an activity comes from a tenant other than the bot's own. Activities without a tenant (from channels other
 * than Teams) pass.
 */
export const isOtherTenant = (activity: Activity, tenantId: string | undefined): boolean => {
  const tenant = tenantOf(activity);
  return tenantId !== undefined && tenant !== undefined && tenant.toLowerCase() !== tenantId.toLowerCase();
};
