import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompress } from "./precompress.ts";

/** Where `npm run dev` finds an API; the built console is served by the API itself. */
const target = process.env.DISCERN_URL ?? "http://127.0.0.1:8000";
// The page's own host goes along: an API that is asked for another one refuses what a cookie signs.
const api = { target, changeOrigin: false };

export default defineConfig({
  plugins: [react(), tailwindcss(), precompress()],
  // Nothing is inlined: the content security policy lets no inline script or data URL run.
  build: {
    outDir: "../../service/console/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2022",
    sourcemap: false,
  },
  server: { proxy: { "/v1": api, "/openapi.json": api, "/livez": api, "/readyz": api, "/docs": api } },
});
