/** Amounts as people type them. */

/**
 * `300,000`, `300 000`, `$300k` and `1.2m` as plain digits; null for anything else. `300.000` is refused: it means a
 * thousand times more in one country than in another.
 */
export function amount(text: string): string | null {
  const found = /^\D{0,4}?(\d[\d\s,'_]*)(\.\d+)?\s*([km]?)$/i.exec(text.trim());
  const [, whole, decimals = "", suffix = ""] = found ?? [];
  if (whole === undefined || (suffix === "" && decimals.length > 3)) return null;
  const factor = { k: 1_000, m: 1_000_000 }[suffix.toLowerCase()] ?? 1;
  const number = Number(whole.replace(/[\s,'_]/g, "") + decimals) * factor;
  return Number.isFinite(number) ? String(Math.round(number * 100) / 100) : null;
}
