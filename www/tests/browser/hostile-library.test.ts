/** Every text of a library is hostile, on the real engine: on the page "Library", in the editor, in "What changes". */

import { strToU8, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { trySample } from "../kit/actions.ts";
import { launch, open } from "../kit/browser.ts";
import { editFile, replaceText, showLibrary } from "../kit/library.ts";
import { PAYLOADS, strangers } from "../kit/payloads.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/**
 * A library in which every text is the payload: as code, where Markdown leaves it as it is, and as it stands, where
 * Markdown may take it for an element. It reads the samples' terms of payment, so that its verdicts are shown too.
 */
function poisoned(payload: string, number: number): Record<string, string> {
  const bad = `${payload} \`${payload}\``;
  const code = `\`${payload}\``;
  const clause = (id: string) => `---
id: ${id}
owner: finance ${payload}
risk: medium
coverage: operative
---

# Payment ${code}

Why ${bad}, which is *ware*.

## Found by

- heading: Fees and Payment
- \`pay each invoice within {duration}\`

## Terms

### days ${code} (duration, days)

- \`within {duration}\`

### sort ${code} (choice)

- kind ${code}: \`after the invoice date\`

## Matrix

| Position | clause | days ${code} | Role |
| --- | --- | --- | --- |
| Standard | present | <= 30 days | seller |
| Fallback 1 | - | <= 60 days | boss |
| Fallback 2 ${code} | - | <= 90 days | ${bad} |
| Legal review | absent | > 90 days | legal |

## Language

### Standard

> {Customer} shall pay each invoice within thirty (30) days. ${bad}

## Say

Say ${bad}.

## Examples

### Fallback 1

> {Customer} shall pay each invoice within {~~30~>60~~} days. ${bad} {++${code}++} {--${payload}--}
`;
  return {
    "library.md": `---\nname: L${number}L ${payload}\nversion: 1 ${payload}\n---\n\n# L ${bad}\n\n${bad}\n`,
    "roles.md": `# Roles ${bad}\n\n| role | function | escalates to | contact | reply within |\n| --- | --- | --- | --- | --- |\n| seller | sales ${bad} | boss | | |\n| boss | boss ${bad} | ${bad} | ask ${bad} | 1 day ${bad} |\n| ${bad} | ${bad} | - | ${bad} | ${bad} |\n| legal | legal | - | | |\n`,
    "facts.md": `# Facts ${bad}\n\n| fact | value |\n| --- | --- |\n| up.time | 9 ${bad} |\n| ${bad} | ${bad} |\n`,
    "glossary.md": `# Glossary\n\nware\n: Meaning ${bad}\n\n${bad}\n: ${bad}\n`,
    "parties.md": `# Parties\n\n| label | side |\n| --- | --- |\n| Vendor | vendor |\n| Customer | customer |\n| ${bad} | ${bad} |\n`,
    "places.md": `# Places\n\n| place | other names | within |\n| --- | --- | --- |\n| ${bad} | ${bad} | ${bad} |\n`,
    "pay/payment.md": clause("payment"),
    "pay/other.md": clause(`other ${payload}`),
    "pay/' onmouseover='pwned().md": `# ${bad}\n`,
  };
}

/** A payload as it may come out of Markdown: NUL is no character there. */
function shown(text: string | null): string {
  return (text ?? "").replaceAll(/[\0\ufffd]/g, "").replaceAll(/\s+/g, " ");
}

async function clean(page: Page, place: string, payload: string): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  expect(await strangers(page), `${place}: ${payload}`).toEqual([]);
}

test("every field of a library is text to the page, the editor and what changes", async () => {
  const { page, faults, close } = await open(browser, { reducedMotion: "reduce" });
  await page.evaluate(() => Object.assign(window, { pwned: () => alert("pwned") }));
  // A kept deal has a name, and "What changes" shows it.
  await trySample(page);
  await page.getByRole("button", { name: "Keep as a round" }).click();
  await page.getByRole("textbox", { name: "Name of the new deal" }).fill("<img src=x onerror=pwned()>");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByRole("button", { name: "Kept as round 1" }).waitFor();
  await showLibrary(page);
  for (const [number, payload] of PAYLOADS.entries()) {
    const as = shown(payload);
    const zip = zipSync(
      Object.fromEntries(
        Object.entries(poisoned(payload, number)).map(([path, text]) => [path, strToU8(text)]),
      ),
    );
    await page
      .getByLabel("A library as .zip")
      .setInputFiles({ name: `${payload}.zip`, mimeType: "application/zip", buffer: Buffer.from(zip) });
    await page.locator(".library-head", { hasText: `L${number}L` }).waitFor();
    await clean(page, "the matrix", payload);
    expect(shown(await page.locator(".matrix").textContent()), payload).toContain(as);
    // The clause whose id is hostile is reached by its link.
    await page.locator(".matrix a[href*=other]").click();
    await page.locator(".clause-page .got").first().waitFor();
    await clean(page, "a clause with a hostile id", payload);
    await page.evaluate(() => {
      location.hash = "library/payment";
    });
    await page.locator(".clause-page", { hasText: "pay/payment.md" }).waitFor();
    for (const term of await page.locator(".term").all()) await term.click();
    await page.locator(".got", { hasText: /✓|✗/ }).first().waitFor();
    await clean(page, "a clause", payload);
    for (const heading of ["Why", "Positions", "Wording", "What to tell the customer", "Examples"]) {
      const section = page.locator(".clause-page section", {
        has: page.getByRole("heading", { name: heading }),
      });
      expect(shown(await section.textContent()), `${heading}: ${payload}`).toContain(as);
    }
    await editFile(page, "pay/payment.md");
    await clean(page, "the editor", payload);
    expect(shown(await page.locator(".preview").textContent()), `preview: ${payload}`).toContain(as);
    await replaceText(page, "<= 60 days", "<= 59 days");
    await page.locator(".preview td", { hasText: "up to 59 days" }).waitFor();
    await page.locator(".faults li").first().waitFor();
    await clean(page, "the faults", payload);
    await page.getByRole("link", { name: "What changes" }).click();
    await page.getByRole("button", { name: "Judge the samples" }).click();
    const table = page.getByRole("table", { name: "Verdicts that would change" });
    await table.waitFor();
    await clean(page, "what changes", payload);
    const text = shown(await table.textContent());
    expect(text, `what changes: ${payload}`).toContain(as);
    expect(text).toContain("<img src=x onerror=pwned()>");
    await page.getByRole("button", { name: "Use this library for checks" }).click();
    await clean(page, "the banner", payload);
    expect(shown(await page.locator(".library-banner").textContent())).toContain(as);
    await page.getByRole("link", { name: "pay/payment.md" }).click();
    await page.getByRole("button", { name: "Take the edit back" }).click();
    await page.getByRole("link", { name: "All clauses" }).click();
    await page.locator(".matrix.whole").waitFor();
  }
  expect(faults).toEqual([]);
  await close();
}, 300_000);
