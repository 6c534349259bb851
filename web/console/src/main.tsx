import "@fontsource-variable/geist/wght.css";
import "@fontsource-variable/geist-mono/wght.css";
import "./styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.js";
import { takeKeyFromAddress } from "./app/session.js";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
const firstKey = takeKeyFromAddress();
createRoot(root).render(
  <StrictMode>
    <App firstKey={firstKey} />
  </StrictMode>,
);
