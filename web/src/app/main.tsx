import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@fontsource/atkinson-hyperlegible/400.css';
import '@fontsource/atkinson-hyperlegible/700.css';
import '@fontsource/opendyslexic/400.css';
import '@fontsource/opendyslexic/700.css';
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { resumeSession } from '@/lib/api/session';
import { followAppearance } from '@/lib/appearance/appearance';
import { followDeviceUser } from '@/lib/deviceStore/deviceUser';
import { offerUpdates } from './offerUpdates';
import { Providers } from './Providers';
import { createAppRouter } from './router';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root element.');

followAppearance();
followDeviceUser();
// That page has a session newer than the one this browser remembers.
if (window.location.pathname !== '/signed-in') void resumeSession();
if (import.meta.env.PROD) offerUpdates();

createRoot(container).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={createAppRouter()} />
    </Providers>
  </StrictMode>,
);
