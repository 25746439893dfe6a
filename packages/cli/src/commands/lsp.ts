import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };

/** `stash-functions lsp`: the language server, for editors. */
export function lspCommand(): Command {
  return new Command('lsp')
    .summary('serves editors: the Language Server Protocol on stdin and stdout')
    .description(
      'Answers the Language Server Protocol on stdin and stdout until the editor leaves. It offers diagnostics, hover, completion, definition, references, rename, code actions, outline, inlay hints.',
    )
    .option('--stdio', 'has no effect, since there is no other way; some editors pass it')
    .addHelpText('after', '\nExample, for Neovim:\n  vim.lsp.start({ cmd = { "stash-functions", "lsp" } })')
    .action(async () => {
      // Loaded on demand, since no other command should wait for it.
      const { serveStdio } = await import('@stash-functions/language-service/server');
      serveStdio(manifest.version);
    });
}
