import sanitizeHtml from "sanitize-html";

/**
 * A publication's text as HTML that nobody can hide anything in: paragraphs, lists, tables and emphasis without any
 * attribute. What else is markup goes, and what stands in scripts and styles goes with it.
 */
export const cleanContent = (content: string): string =>
  sanitizeHtml(tagsIn(content) > mostTags ? content.replaceAll(/<[^<>]*>?/g, " ") : content, kept).trim();

/** What has more tags has them to keep its reader busy, for whom each open one makes the next one slower: of it the words are kept. */
const mostTags = 5000;

function tagsIn(content: string): number {
  let tags = 0;
  for (let at = content.indexOf("<"); at >= 0; at = content.indexOf("<", at + 1)) tags += 1;
  return tags;
}

/** Whether clean HTML says anything. */
export const hasText = (content: string): boolean => content.replaceAll(/<[^>]*>/g, "").trim() !== "";

const kept: sanitizeHtml.IOptions = {
  allowedTags: [
    ...["p", "br", "hr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"],
    ...["b", "strong", "i", "em", "u", "s", "sub", "sup"],
    ...["ul", "ol", "li", "dl", "dt", "dd"],
    ...["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"],
  ],
  allowedAttributes: {},
  nonTextTags: ["script", "style", "textarea", "option", "title"],
  nestingLimit: 50,
  enforceHtmlBoundary: false,
};
