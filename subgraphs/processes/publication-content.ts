import sanitizeHtml from "sanitize-html";

/**
 * A publication's text as HTML that nobody can hide anything in: paragraphs, lists, tables and emphasis without any
 * attribute. What else is markup goes, and what stands in scripts and styles goes with it.
 */
export const cleanContent = (content: string): string => sanitizeHtml(content, kept).trim();

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
