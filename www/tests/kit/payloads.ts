/** Texts that would do harm if anything took them for more than text, and a look at whether anything did. */

import type { Page } from "playwright-core";

export const PAYLOADS = [
  "<script>pwned()</script>",
  "<img src=x onerror=pwned()>",
  "<svg/onload=pwned()>",
  '"><iframe srcdoc="<script>parent.pwned()</script>">',
  "javascript:pwned()",
  "<style>*{display:none}</style>",
  "<base href='https://elsewhere.example/'>",
  "<a href='javascript:pwned()'>click</a>",
  "<math><mtext></table></math><img src=x onerror=pwned()>",
  "</textarea><script>pwned()</script>",
  "<!--><img src=x onerror=pwned()>-->",
  "{{constructor.constructor('pwned()')()}}",
  "' onmouseover='pwned()",
  "\u202e<img src=x onerror=pwned()>\u0000",
  '<form action="https://elsewhere.example/"><button autofocus onfocus=pwned()>',
  "<link rel=stylesheet href=https://elsewhere.example/x.css>",
];

/** Elements that the page never makes, attributes that it never sets, and links to elsewhere than its own pages. */
export function strangers(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter(
        (one) =>
          /^(script|img|iframe|object|embed|base|link|style|form|math|foreignobject)$/i.test(one.tagName) ||
          [...one.attributes].some((attribute) => /^(on|srcdoc$|style$|formaction$)/.test(attribute.name)) ||
          (one.tagName === "A" && !/^#[a-z]+(\/[\w.!~*'()%-]+)?$/.test(one.getAttribute("href") ?? "")),
      )
      .map((one) => one.outerHTML.slice(0, 120)),
  );
}
