import { useDiscern } from "@discern/react";
import { Download, Pause, Play } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../components/button.js";
import { Progress } from "../../components/feedback.js";
import { Notice } from "../../components/notice.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { saveBlob } from "../../lib/download.js";
import { formatBytes } from "../../lib/format.js";
import { blobOf, FileChanged, NOTHING, type PartialFile, receive } from "../../lib/resumable.js";
import { scoringJobText as text } from "../../text/scoring.js";

/** Fetches the scored file; what is stopped or cut off goes on from where it ended. */
export function OutputDownload({ id, format, numBytes }: { id: string; format: string; numBytes: number | null }) {
  const client = useDiscern();
  const [file, setFile] = useState<PartialFile>(NOTHING);
  const [error, setError] = useState<unknown>(null);
  const [controller, setController] = useState<AbortController | null>(null);
  const begun = useRef(NOTHING);
  const keep = (now: PartialFile) => {
    begun.current = now;
    setFile(now);
  };
  const fetchIt = async () => {
    const stop = new AbortController();
    setController(stop);
    setError(null);
    try {
      const whole = await receive((options) => client.scoringJobs.output(id, options), begun.current, {
        signal: stop.signal,
        onProgress: keep,
      });
      saveBlob(blobOf(whole), whole.fileName ?? `${id}.${format}`);
      keep(NOTHING); // The browser has it: a copy in memory helps nobody.
    } catch (problem) {
      if (!stop.signal.aborted) setError(problem);
      if (problem instanceof FileChanged) keep(NOTHING);
    } finally {
      setController(null);
    }
  };
  const total = file.totalBytes ?? numBytes;
  const partial = file.receivedBytes > 0;
  return (
    <div className="mt-5 space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        {controller ? (
          <Button icon={Pause} onClick={() => controller.abort()}>
            {text.stop}
          </Button>
        ) : (
          <Button variant="primary" icon={partial ? Play : Download} onClick={fetchIt}>
            {partial ? text.resume : text.download}
          </Button>
        )}
        <span className="text-sm text-ink-muted tabular">
          {partial && !controller
            ? text.stopped(formatBytes(file.receivedBytes), formatBytes(total))
            : formatBytes(total)}
        </span>
      </div>
      {controller && (
        <Progress
          label={text.output}
          fraction={total ? file.receivedBytes / total : null}
          detail={text.downloading(formatBytes(file.receivedBytes))}
        />
      )}
      {error instanceof FileChanged ? (
        <Notice tone="warn">{text.changed}</Notice>
      ) : (
        error !== null && <ProblemNotice error={error} />
      )}
    </div>
  );
}
