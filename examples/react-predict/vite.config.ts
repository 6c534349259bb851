import { defineConfig } from "vite";

// The page asks its own origin; the server's address and key stay on this side of the proxy.
const target = process.env.DISCERN_URL ?? "http://127.0.0.1:8000";
const headers = process.env.DISCERN_KEY ? { Authorization: `Bearer ${process.env.DISCERN_KEY}` } : {};
const proxy = { "/v1": { target, headers } };

export default defineConfig({
  server: { proxy },
  preview: { proxy },
  optimizeDeps: { exclude: ["onnxruntime-web"] }, // it finds its .wasm beside itself
});
