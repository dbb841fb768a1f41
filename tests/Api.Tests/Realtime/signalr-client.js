// A client of the hub by the official JavaScript client, driven by lines of JSON: {"id", "method", "args"} is invoked and answered with {"id", "result"} or
// {"id", "error"}; what the server calls is {"frame"}; the end of the connection is {"closed"}. Arguments: the address of the hub and a token.
const readline = require('node:readline');
const signalR = require('@microsoft/signalr');

const types = [
  'joined', 'left', 'room_added', 'room_removed', 'message', 'edited', 'removed', 'reaction_added', 'reaction_removed', 'member', 'renamed', 'read', 'typing', 'presence', 'notification',
  'unread', 'token_expiring', 'token_refreshed', 'closing', 'error',
];
const write = value => process.stdout.write(JSON.stringify(value) + '\n');

async function main() {
  const [url, token] = process.argv.slice(2);
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(url, { accessTokenFactory: () => token })
    .configureLogging(signalR.LogLevel.None)
    .build();
  for (const type of types) connection.on(type, frame => write({ frame }));
  connection.onclose(error => write({ closed: error ? String(error) : '' }));
  try {
    await connection.start();
  } catch (error) {
    write({ refused: String(error) });
    return;
  }

  write({ started: true });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { id, method, args } = JSON.parse(line);
    connection.invoke(method, ...args).then(result => write({ id, result }), error => write({ id, error: String(error) }));
  }

  await connection.stop();
}

main();
