import { Tooltip as Radix } from "radix-ui";
import { createContext, type ReactElement, type ReactNode, useContext } from "react";

/** Where tooltips are put: inside an open dialog, which lies above everything else on the page; null is the page. */
export const OverlayContext = createContext<HTMLElement | null>(null);

/** Says more about its only child when that is pointed at or focused; the child must take a ref and focus. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }) {
  const container = useContext(OverlayContext);
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 animate-rise rounded-md bg-ink px-2 py-1 text-xs text-canvas shadow-lg data-text"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Once around the whole console: after the first tooltip the next ones open at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={350}>{children}</Radix.Provider>;
}
