import "@fontsource-variable/geist/wght.css";
import "./styles.css";
import { DiscernError } from "@discern/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.js";
import { takeKeyFromAddress } from "./app/session.js";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
const firstKey = takeKeyFromAddress();
// What the API refuses is shown on the screen; anything else that a screen throws is a bug, and is logged as one.
const onCaughtError = (error: unknown) => {
  if (!(error instanceof DiscernError)) console.error(error);
};
createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <App firstKey={firstKey} />
  </StrictMode>,
);
