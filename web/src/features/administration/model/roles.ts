/** Every role an account can hold, from the least to the most. */
export const roles = [
  'person',
  'therapist',
  'technologist',
  'clinician',
  'researcher',
  'institution_admin',
  'program_coordinator',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

export function isRole(name: string): name is Role {
  return (roles as readonly string[]).includes(name);
}
