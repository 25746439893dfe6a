import { describe, expect, it } from 'vitest';
import { helpUriOf, siteUrl } from './help-uri.ts';

describe('helpUriOf', () => {
  it('is a page of the site for each code', () => {
    expect(helpUriOf('missing-field')).toBe(`${siteUrl}problems/missing-field`);
  });

  it.each(['https://docs.example.com/a', 'https://docs.example.com/a/'])('takes another root: %s', (site) => {
    expect(helpUriOf('missing-field', site)).toBe('https://docs.example.com/a/problems/missing-field');
  });

  it('is one URL, whatever a code holds', () => {
    expect(helpUriOf('a/../b?c#d', 'https://x.example')).toBe('https://x.example/problems/a%2F..%2Fb%3Fc%23d');
  });
});
