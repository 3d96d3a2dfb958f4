// Part of the service worker: shows what the server has to say, and opens the page it leads to.
self.addEventListener('push', (event) => {
  let said = { title: 'Halcyon', text: '', path: '/' };
  try {
    said = { ...said, ...event.data.json() };
  } catch {
    // A browser wants something shown for every message, also for one that cannot be read.
  }
  event.waitUntil(
    self.registration.showNotification(said.title, {
      body: said.text,
      icon: '/icon-192.png',
      // The same message, sent twice, is one.
      tag: said.id ?? 'halcyon',
      data: { path: said.path },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const target = new URL(event.notification.data?.path ?? '/', self.location.origin);
  // What came from outside leads nowhere else.
  const address = target.origin === self.location.origin ? target.href : self.location.origin;
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (windows) => {
      const open = windows.find((window) => 'navigate' in window);
      if (!open) return self.clients.openWindow(address);
      await open.focus();
      return open.navigate(address);
    }),
  );
});
