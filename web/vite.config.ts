import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

// During development the API runs beside Vite; in production the server hands out both.
const apiOrigin = process.env.HALCYON_DEV_API ?? 'http://localhost:8080';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  plugins: [
    react(),
    tailwindcss(),
    VitePWA({
      // A page that reloads itself would cut uploads short; it offers the new version instead.
      registerType: 'prompt',
      injectRegister: null,
      manifest: {
        id: '/',
        name: 'Halcyon',
        short_name: 'Halcyon',
        description: 'Brain and mind care on your own server.',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#faf9f5',
        theme_color: '#faf9f5',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        importScripts: ['/push.js'],
        // The worker brings this one itself.
        globIgnores: ['push.js'],
        globPatterns: [
          '**/*.{html,css,js,svg}',
          'icon-192.png',
          'assets/{inter,source-serif-4}-latin-wght-normal-*.woff2',
        ],
        navigateFallback: '/index.html',
        // The shell is cached; what the server says never is.
        navigateFallbackDenylist: [/^\/(v1|docs|openapi|health|ready|metrics)(\/|$)/],
        runtimeCaching: [],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  build: {
    target: 'es2022',
    // A data: URL would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
  },
  // The crisis lines come from the server's own data file, beside this folder.
  server: {
    fs: { allow: ['..'] },
    proxy: { '/v1': { target: apiOrigin, changeOrigin: false }, '/openapi': apiOrigin },
  },
  preview: { proxy: { '/v1': { target: apiOrigin, changeOrigin: false } } },
  test: {
    environment: 'jsdom',
    setupFiles: ['./tests/freshModules.ts', './tests/matchMedia.ts', './tests/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    // Beyond the patience of a single query (tests/setup.ts), so that the query's own message is what fails.
    testTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
    // What that asks of a test is in tests/freshModules.ts.
    isolate: false,
  },
});
