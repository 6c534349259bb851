import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function QueueScreen() {
  return <Page title={nav.queue}>{null}</Page>;
}
