import bars from "cli-progress";

/** A bar on a terminal, beside what is printed; nothing where there is none. */
export function progress(): { at(part: number): void; end(): void } {
  if (!process.stderr.isTTY) return { at() {}, end() {} };
  const bar = new bars.SingleBar({
    stream: process.stderr,
    format: (options, { progress: part, eta }, _payload) =>
      `${bars.Format.BarFormat(part, options)} ${Math.floor(part * 100)} %  ${Number.isFinite(eta) ? `${Math.ceil(eta)} s` : ""}`,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0);
  return { at: (part) => bar.update(part), end: () => bar.stop() };
}
