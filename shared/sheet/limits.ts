/** What one file may hold. A county's busiest day is a few hundred rows; past these a file is split, or it is an attack. */
export const limits = {
  fileBytes: 10 * 1024 * 1024,
  /** All parts of a workbook that are read, unpacked. */
  unpackedBytes: 64 * 1024 * 1024,
  parts: 2_000,
  rows: 5_000,
  /** Title, heading and total rows that may stand around the data. */
  otherRows: 200,
  columns: 256,
  merges: 20_000,
  lineLength: 64 * 1024,
  headerWithin: 30,
} as const;
