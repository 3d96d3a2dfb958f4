import type { components } from '@/lib/api/schema';

export type PlanPerson = components['schemas']['PlanPerson'];
/** 0 is the version of a plan in which nothing was written yet. */
export type Plan = components['schemas']['SafetyPlanResponse'];
/** What keeps someone safe, in their own words. */
export type PlanContent = Omit<Plan, 'version' | 'updated_at'>;

/** In the order of the plan: from oneself outward, and last the surroundings. */
export const sections = [
  { key: 'warning_signs', kind: 'lines' },
  { key: 'things_i_can_do', kind: 'lines' },
  { key: 'people_and_places', kind: 'lines' },
  { key: 'people_to_ask', kind: 'people' },
  { key: 'professionals', kind: 'people' },
  { key: 'making_it_safer', kind: 'lines' },
] as const satisfies readonly { key: keyof PlanContent; kind: 'lines' | 'people' }[];

export type LinesKey = Extract<(typeof sections)[number], { kind: 'lines' }>['key'];
export type PeopleKey = Extract<(typeof sections)[number], { kind: 'people' }>['key'];

export const mostEntries = 20;
const longestLine = 300;
export const longestName = 120;
export const longestPhone = 40;

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().slice(0, longestLine))
    .filter((line) => line !== '')
    .slice(0, mostEntries);
}

/** As the server takes it: someone without a name is not there yet. */
export function contentOf(plan: PlanContent): PlanContent {
  return {
    warning_signs: plan.warning_signs,
    things_i_can_do: plan.things_i_can_do,
    people_and_places: plan.people_and_places,
    people_to_ask: named(plan.people_to_ask),
    professionals: named(plan.professionals),
    making_it_safer: plan.making_it_safer,
  };
}

function named(people: readonly PlanPerson[]): PlanPerson[] {
  return people
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, phone }) => ({ name: name.trim(), phone: phone?.trim() ? phone.trim() : null }));
}

export function isEmptyPlan(plan: PlanContent): boolean {
  return sections.every(({ key }) => plan[key].length === 0);
}
