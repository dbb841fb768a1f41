// A real browser with a virtual authenticator, told what to do by lines of JSON on standard input; each is answered by one on standard
// output. Ends when the input does. Arguments: the module playwright-core, Chromium, the origin of the pages, where that really is.
'use strict';

const { createInterface } = require('node:readline');

const [playwright, chromium, origin, address] = process.argv.slice(2);
const patience = 120_000;

const page = {
  // Runs in the browser: what a web client does for POST .../begin, the authenticator, POST .../finish.
  async ceremony({ kind, body, token, extra }) {
    const send = async (path, content) => {
      const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
      const response = await fetch(`/api/v1/webauthn/${kind}/${path}`, { method: 'POST', headers, body: JSON.stringify(content) });
      return { status: response.status, body: await response.json() };
    };
    const begun = await send('begin', body);
    if (begun.status !== 200) return begun;
    const options = begun.body.public_key;
    const credential = kind === 'register'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    return send('finish', { ceremony_id: begun.body.ceremony_id, credential: credential.toJSON(), ...extra });
  },
};

async function main() {
  const browser = await require(playwright).chromium.launch({
    executablePath: chromium,
    args: ['--no-sandbox', `--host-resolver-rules=MAP ${new URL(origin).host} ${address}`],
    timeout: patience,
  });
  const tab = await browser.newPage();
  tab.setDefaultTimeout(patience);
  // An empty page of ours; everything else goes to the API.
  await tab.route(`${origin}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Nusaloka</title>' }));
  await tab.goto(`${origin}/`);
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true,
    },
  });

  const commands = {
    ceremony: (command) => tab.evaluate(page.ceremony, command).catch((error) => ({ status: 0, body: { error: error.message } })),
    verify: ({ succeeds }) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: succeeds }),
    credentials: () => devtools.send('WebAuthn.getCredentials', { authenticatorId }),
    rewind: async ({ counter }) => {
      const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
      await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
      for (const credential of credentials) {
        await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount: counter } });
      }
      return {};
    },
  };
  console.log(JSON.stringify({ version: browser.version() }));
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line);
    console.log(JSON.stringify(await commands[command.do](command)));
  }
  await browser.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
