import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { drop, keep, kept } from '@/lib/deviceStore/deviceStore';
import { deviceUser } from '@/lib/deviceStore/deviceUser';
import { unsentPlanId, type UnsentPlan } from '@/lib/deviceStore/planOnDevice';
import { isProblem } from '@/lib/api/problem';
import { contentOf, type Plan, type PlanContent } from '../model/plan';

export type Unsent = UnsentPlan<PlanContent>;

export interface OpenedPlan {
  plan: Plan;
  /** From this device, because the server could not be asked. */
  isFromDevice: boolean;
  /** Written here before, and not sent: there was no network, or the plan has changed elsewhere meanwhile. */
  unsent: Unsent | null;
  /** The version that an earlier one was brought back as, while this page is open. */
  restored?: number;
}

/** The plan; once opened it is kept on the device, encrypted, for when there is no network. */
export const planQuery = queryOptions({
  queryKey: ['safety-plan'],
  queryFn: async ({ signal }): Promise<OpenedPlan> => {
    const userId = deviceUser();
    try {
      const plan = await unwrap(api.GET('/v1/crisis/safety-plan', { signal }));
      await keepPlan(plan);
      return { isFromDevice: false, ...(await sendUnsent(userId, plan)) };
    } catch (error) {
      if (userId === null || !isOutOfReach(error)) throw error;
      const plan = await kept<Plan>(userId, 'safety-plan', 'plan');
      if (plan === null) throw error;
      return { plan, isFromDevice: true, unsent: await unsentOf(userId) };
    }
  },
  // React Query would not even ask while the browser is offline; the device is asked all the same.
  networkMode: 'always',
  retry: false,
});

export async function replacePlan(content: PlanContent): Promise<Plan> {
  const plan = await unwrap(api.PUT('/v1/crisis/safety-plan', { body: content }));
  await keepPlan(plan);
  return plan;
}

/** Keeps what is being written until the server has it. */
export async function keepUnsent(userId: string, unsent: Unsent): Promise<void> {
  await keep(userId, 'draft', unsentPlanId, unsent);
}

/** Unless something newer was written meanwhile. */
export async function dropUnsent(userId: string, sent: Pick<Unsent, 'writtenAt'>): Promise<void> {
  const known = await unsentOf(userId);
  if (known?.writtenAt === sent.writtenAt) await drop(userId, 'draft', unsentPlanId);
}

function unsentOf(userId: string): Promise<Unsent | null> {
  return kept<Unsent>(userId, 'draft', unsentPlanId).catch(() => null);
}

/** What waits goes out by itself, unless the plan is another one by now: then the person chooses. */
async function sendUnsent(userId: string | null, plan: Plan): Promise<Pick<OpenedPlan, 'plan' | 'unsent'>> {
  const unsent = userId === null ? null : await unsentOf(userId);
  if (userId === null || unsent === null) return { plan, unsent };
  if (isSame(unsent.content, plan)) {
    // It had arrived; only the answer was lost.
    await dropUnsent(userId, unsent);
    return { plan, unsent: null };
  }
  if (unsent.base !== plan.version) return { plan, unsent };
  try {
    const sent = await replacePlan(contentOf(unsent.content));
    await dropUnsent(userId, unsent);
    return { plan: sent, unsent: null };
  } catch {
    return { plan, unsent };
  }
}

function isSame(first: PlanContent, second: PlanContent): boolean {
  return JSON.stringify(contentOf(first)) === JSON.stringify(contentOf(second));
}

export const versionsQuery = queryOptions({
  queryKey: ['safety-plan', 'versions'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/crisis/safety-plan/versions', { signal }))).items,
});

export async function restoreVersion(version: number): Promise<Plan> {
  const params = { path: { version } };
  const plan = await unwrap(api.POST('/v1/crisis/safety-plan/versions/{version}/restore', { params }));
  await keepPlan(plan);
  return plan;
}

async function keepPlan(plan: Plan): Promise<void> {
  const userId = deviceUser();
  // A device that cannot keep it still shows it now.
  if (userId !== null) await keep(userId, 'safety-plan', 'plan', plan).catch(() => undefined);
}

function isOutOfReach(error: unknown): boolean {
  return isProblem(error) && (error.code === 'offline' || error.status >= 500 || error.status === 401);
}
