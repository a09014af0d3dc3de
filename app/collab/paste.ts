/**
 * What other programs put on the clipboard, without what no report needs: styles, classes and comments, and
 * Word's own elements. The schema then keeps what it knows. Styles are dropped before the browser sees them,
 * since the page's policy forbids them; bold and italic that stood only there are made elements.
 */
export function cleanPaste(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(style|script|title|xml)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<(?:meta|link)\b[^>]*>/gi, '')
    .replace(/<\/?[a-z]+:[^>]*>/gi, '')
    .replace(/<span\b[^>]*font-weight\s*:\s*(?:bold|[6-9]00)[^>]*>([^<]*)<\/span>/gi, '<strong>$1</strong>')
    .replace(/<span\b[^>]*font-style\s*:\s*italic[^>]*>([^<]*)<\/span>/gi, '<em>$1</em>')
    .replace(/<b\b[^>]*font-weight\s*:\s*normal[^>]*>([\s\S]*?)<\/b>/gi, '$1')
    .replace(/\s(?:style|class|lang|align|width|height|bgcolor)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, '');
}
