import { mira } from './server';

/** Someone who holds these roles besides being a person. */
export function holding(...roles: string[]) {
  return { ...mira, user: { ...mira.user, roles: ['person', ...roles] } };
}
