import { isProblem } from "@discern/client";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { Button } from "../components/button.js";
import { EmptyState } from "../components/feedback.js";
import { TextLink } from "../components/link.js";
import { Page } from "../components/page.js";
import { ProblemNotice } from "../components/problem-notice.js";
import { troubleOf } from "../lib/problem.js";
import { notFound } from "../text/common.js";

/** An address that names no screen, or a thing that is not there. */
export function NotFound({ detail = notFound.detail }: { detail?: string }) {
  return (
    <Page title={notFound.title} heading={<span className="sr-only">{notFound.title}</span>}>
      <EmptyState
        icon={SearchX}
        title={notFound.title}
        actions={
          <Button asChild>
            <TextLink to="/">{notFound.home}</TextLink>
          </Button>
        }
      >
        {detail}
      </EmptyState>
    </Page>
  );
}

/** In place of a screen that failed: a missing thing as such, everything else as a problem that can be tried again. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (isProblem(error) && error.status === 404) return <NotFound detail={error.detail} />;
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={troubleOf(error).title} width="narrow">
      <ProblemNotice error={error} onRetry={again} />
    </Page>
  );
}
