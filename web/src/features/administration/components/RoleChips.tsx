import { t } from '@/lib/messages/administration';
import { isRole } from '../model/roles';

/** Roles beyond the one that everybody holds. */
export function RoleChips({ roles }: { roles: readonly string[] }) {
  const shown = roles.filter((role) => role !== 'person');
  if (shown.length === 0) return <span className="text-faint">{t('role.person')}</span>;
  return shown.map((role) => (isRole(role) ? t(`role.${role}`) : role)).join(', ');
}
