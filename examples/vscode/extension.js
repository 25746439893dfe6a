const { workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

/** Starts the language server with the first YAML file. */
exports.activate = async () => {
  const [command, ...args] = workspace.getConfiguration('stashFunctions').get('command');
  client = new LanguageClient(
    'stash-functions',
    'Stash Functions',
    { command, args },
    { documentSelector: [{ language: 'yaml' }, { language: 'json' }] },
  );
  await client.start();
};

exports.deactivate = () => client?.stop();
