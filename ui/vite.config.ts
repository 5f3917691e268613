import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The browser bridge during development; the window and the built page need neither.
const bridge = "http://127.0.0.1:4100";

export default defineConfig({
  plugins: [react()],
  base: "./",
  clearScreen: false,
  server: {
    port: 5180,
    strictPort: true,
    fs: { allow: [".."] },
    proxy: { "/ipc": bridge, "/events": bridge },
  },
  build: {
    target: "safari16.4",
    outDir: "dist",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // One file is right for a window that loads from its own disk.
    chunkSizeWarningLimit: 1000,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    env: { TZ: "Asia/Shanghai" },
  },
});
