/** Contracts of any length, always the same: clauses of some five hundred words a page, an edit in every third paragraph. */

const SENTENCES = [
  "Customer shall pay each invoice within {thirty (30)|sixty (60)} days after the invoice date.",
  "Vendor shall notify Customer of a breach of the security of Customer's data within {seventy-two (72)|forty-eight (48)} hours after Vendor becomes aware of it.",
  "Each party keeps the records that bear on the fees for {six|seven} years and shows them when asked.",
  "The monthly uptime of the Service is at least {99.5%|99.9%}.",
  "This Agreement is governed by the laws of the State of {Delaware|New York}, without regard to its conflict of laws rules.",
  "The help desk answers in English and in the language of the order form on {working days|all days}.",
  "Vendor may use Customer's name and logo in its marketing to identify Customer as a customer{| with Customer's prior written consent}.",
  "A copy of the documentation is kept where both parties can read it, and is brought up to date with each {release|new release} of the Service.",
];

/** So many pages of Markdown with CriticMarkup. */
export function longRedline(pages: number): string {
  const parts: string[] = [
    '# Agreement\n\nMade between Northgate Software ("Vendor") and the buyer ("Customer").',
  ];
  let words = 0;
  for (let index = 0; words < pages * 500; index += 1) {
    if (index % 12 === 0) parts.push(`## ${index / 12 + 1}. Part ${index / 12 + 1}`);
    const sentences = [0, 1, 2].map((step) => SENTENCES[(index * 3 + step) % SENTENCES.length] ?? "");
    const text = sentences
      .map((sentence, step) =>
        sentence.replace(/\{([^|}]*)\|([^}]*)\}/, (_, old: string, fresh: string) => {
          if (index % 3 !== 0 || step !== 0) return old;
          return old ? `{~~${old}~>${fresh}~~}` : `{++${fresh}++}`;
        }),
      )
      .join(" ");
    words += text.split(" ").length;
    parts.push(`${Math.floor(index / 12) + 1}.${(index % 12) + 1} ${text}`);
  }
  return parts.join("\n\n");
}
