import type { ReactNode } from "react";
import { Button } from "./button.js";
import { TextLink } from "./link.js";

/** Where everything begins: what a screen offers that has nothing to show before there is a dataset. */
export function ToDatasets({ children }: { children: ReactNode }) {
  return (
    <Button variant="primary" asChild>
      <TextLink to="/datasets" className="no-underline">
        {children}
      </TextLink>
    </Button>
  );
}
