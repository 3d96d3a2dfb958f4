import { api, unwrap } from '@/lib/api/client';

/** Whether this browser tells its person, could, or cannot. */
export type PushState = 'on' | 'off' | 'refused' | 'unsupported';

export async function pushState(): Promise<PushState> {
  const registration = await readyWorker();
  if (!registration) return 'unsupported';
  if (Notification.permission === 'denied') return 'refused';
  return (await registration.pushManager.getSubscription()) ? 'on' : 'off';
}

/** Asks the browser's person for permission, then tells the server where to reach this browser. */
export async function turnPushOn(): Promise<PushState> {
  const registration = await readyWorker();
  if (!registration) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return pushState();
  const { public_key: key } = await unwrap(api.GET('/v1/notifications/push/key'));
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await unwrap(
    api.POST('/v1/notifications/push', {
      body: { endpoint: endpoint ?? '', keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } },
    }),
  );
  return 'on';
}

export async function turnPushOff(): Promise<PushState> {
  const subscription = await (await readyWorker())?.pushManager.getSubscription();
  if (!subscription) return pushState();
  await unwrap(api.POST('/v1/notifications/push/remove', { body: { endpoint: subscription.endpoint } }));
  await subscription.unsubscribe();
  return pushState();
}

/** Null where the browser cannot, or the page is served without a service worker. */
async function readyWorker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return null;
  return (await navigator.serviceWorker.getRegistration()) ?? null;
}
