import type { ChipTone } from '@/components/Chip';
import type { paths } from '@/lib/api/schema';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';

export type AdminUser =
  paths['/v1/admin/users/{userId}']['get']['responses'][200]['content']['application/json'];

export function nameOf({ display_name: name, email, is_guest: isGuest }: AdminUser): string {
  return name ?? email ?? (isGuest ? t('users.guest') : '');
}

/** The one state that matters most. */
export function stateOf(user: AdminUser): { text: string; tone: ChipTone } {
  if (user.disabled_at) return { text: t('users.stateDisabled'), tone: 'danger' };
  if (user.erase_after)
    return { text: t('users.stateErasing', { date: formatDate(user.erase_after) }), tone: 'attention' };
  if (user.is_guest) return { text: t('users.guest'), tone: 'plain' };
  if (!user.email_verified) return { text: t('users.stateUnverified'), tone: 'plain' };
  return { text: t('users.stateActive'), tone: 'good' };
}
