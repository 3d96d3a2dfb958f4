import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { keep, kept } from '@/lib/deviceStore/deviceStore';
import { deviceUser } from '@/lib/deviceStore/deviceUser';
import { isProblem } from '@/lib/api/problem';
import type { Plan, PlanContent } from '../model/plan';

export interface OpenedPlan {
  plan: Plan;
  /** From this device, because the server could not be asked. */
  isFromDevice: boolean;
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
      return { plan, isFromDevice: false };
    } catch (error) {
      if (userId === null || !isOutOfReach(error)) throw error;
      const plan = await kept<Plan>(userId, 'safety-plan', 'plan');
      if (plan === null) throw error;
      return { plan, isFromDevice: true };
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
