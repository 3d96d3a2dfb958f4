import { registerSW } from 'virtual:pwa-register';
import { showToast } from '@/components/toasts';
import { t } from '@/lib/messages/t';

/** Keeps the shell for offline use, and says when the server has a newer one. */
export function offerUpdates(): void {
  const update = registerSW({
    onNeedRefresh: () =>
      showToast({
        text: t('app.newVersion'),
        action: { label: t('app.newVersionAction'), onPress: () => void update(true) },
      }),
  });
}
