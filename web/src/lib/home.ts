import type { User } from './api/session';

/** Where someone lands who asked for nothing else; people at work here keep the workbench as their first page. */
export function homeOf(user: User): string {
  const isStaff = user.roles.some((role) => role !== 'person');
  return user.is_guest || isStaff ? '/recordings' : '/today';
}
