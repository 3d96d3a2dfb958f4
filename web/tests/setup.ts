import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Long enough for a machine that is busy with other things; what arrives sooner is taken sooner.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no media queries; uPlot and the appearance code ask for them while they load.
Object.defineProperty(window, 'matchMedia', {
  configurable: true,
  value: (media: string) => Object.assign(new EventTarget(), { matches: false, media }),
});

afterEach(() => cleanup());
