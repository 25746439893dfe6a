import {
  backupScenario,
  backupScenarios,
  readManifestFiles,
  restoreScenario,
  restoreScenarios,
} from '@stash-functions/testing';

const options = { manifests: readManifestFiles('functions', 'tasks'), function: 'notify' };
const notify = (params) => backupScenario({ ...options, params }).container('notify');

describe('the message to the chat', () => {
  it.each([...backupScenarios(options), ...restoreScenarios(options)])('resolves for a %s', (_, scenario) => {
    expect(scenario).toResolve();
  });

  it('may run where only restricted pods may', () => {
    expect(backupScenario(options)).toBeAcceptedAs('restricted');
  });

  it('is not sent by root, not even from a restore, which runs as root', () => {
    expect(restoreScenario(options).container('notify')).toMatchContainer({
      securityContext: {
        runAsUser: 65534,
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
  });

  it('fails where the chat refuses it, and does not wait for ever', () => {
    expect(notify().command).toEqual(['curl']);
    expect(notify().flags).toEqual({
      '--fail': true,
      '--silent': true,
      '--show-error': true,
      '--max-time': '30',
      '--retry': '3',
      '--json': expect.any(String),
    });
    expect(notify({ timeout: '5' })).toHaveFlag('--max-time', '5');
  });

  it('says what is done', () => {
    expect(JSON.parse(notify().flags['--json'])).toEqual({
      channel: '#backups',
      text: 'BackupConfiguration demo/nightly: nightly-1795399200 is done',
    });
    expect(JSON.parse(restoreScenario(options).container('notify').flags['--json'])).toEqual({
      channel: '#backups',
      text: 'RestoreSession demo/restore: restore is done',
    });
    expect(JSON.parse(notify({ channel: '#ops' }).flags['--json'])).toMatchObject({ channel: '#ops' });
  });

  it('takes the address from a Secret, when the container starts', () => {
    expect(notify().args.at(-1)).toBe('$(WEBHOOK_URL)');
    expect(notify().env.WEBHOOK_URL).toEqual({ secretKeyRef: { name: 'chat-webhook', key: 'url' } });
    expect(notify({ webhookSecret: 'ops' }).env.WEBHOOK_URL).toEqual({ secretKeyRef: { name: 'ops', key: 'url' } });
  });

  it('runs a certain version of curl, in little memory', () => {
    expect(notify().image).toBe('curlimages/curl:8.11.1');
    expect(notify({ curlVersion: '8.12.0' }).image).toBe('curlimages/curl:8.12.0');
    expect(notify()).toMatchContainer({
      resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '32Mi' } },
    });
  });
});
