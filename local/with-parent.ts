/** Calls when the process that started this one is gone, however it went: the channel it opened closes. */
export function whenParentEnds(gone: () => void): void {
  if (process.send === undefined) return;
  process.on('disconnect', gone);
  // The channel alone is no reason to go on.
  process.channel?.unref();
}
