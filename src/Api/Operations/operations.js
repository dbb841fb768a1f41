'use strict';
const texts = {
  id: {
    title: 'Operasional', language: 'Bahasa', signIn: 'Masuk', signOut: 'Keluar', signInHint: 'Halaman ini untuk akun dengan peran admin.',
    identifier: 'Email atau nomor telepon', password: 'Kata sandi', notAdmin: 'Akun ini bukan admin.', noAnswer: 'Server tidak menjawab. Coba lagi.',
    expired: 'Sesi Anda berakhir. Silakan masuk lagi.', live: 'Langsung', late: 'Tidak ada jawaban sejak', processes: 'Proses', kinds: 'Jenis grain', methods: 'Metode grain',
    kindsHint: 'Laju dan lama panggilan: satu menit terakhir, tanpa waktu antre.', slowest: 'Paling lambat', mostErrors: 'Galat terbanyak', mostCalls: 'Paling sering',
    reminders: 'Pengingat', deadLetters: 'Peristiwa gagal kirim', deadLettersHint: 'Peristiwa yang gagal pada semua percobaan. Kirim lagi setelah penyebabnya diperbaiki.',
    docs: 'Dokumentasi API', view: 'Versi tampilan', silosActive: 'Silo aktif', apis: 'API', activations: 'Aktivasi', callRate: 'Panggilan/dtk', errorRate: 'Galat/dtk',
    longest: 'Antrean terpanjang', overdue: 'Terlambat', name: 'Nama', role: 'Peran', address: 'Alamat', state: 'Keadaan', started: 'Berjalan sejak', cpu: 'CPU (inti)', memory: 'Memori',
    pending: 'Menunggu jawaban', version: 'Versi', kind: 'Jenis', silos: 'Silo', waiting: 'Antre', calls: 'Panggilan', errors: 'Galat', method: 'Metode', count: 'Jumlah',
    next: 'Jatuh tempo berikut', event: 'Peristiwa', source: 'Sumber', attempts: 'Percobaan', error: 'Galat terakhir', died: 'Gagal pada', replay: 'Kirim lagi', replayed: 'Dikirim',
    none: 'Tidak ada.', joining: 'bergabung', active: 'aktif', shutting_down: 'berhenti', gone: 'hilang', onlyFirst: 'Hanya yang terbaru ditampilkan.',
  },
  en: {
    title: 'Operations', language: 'Language', signIn: 'Sign in', signOut: 'Sign out', signInHint: 'This page is for accounts with the role admin.',
    identifier: 'E-mail or phone number', password: 'Password', notAdmin: 'This account is not an admin.', noAnswer: 'The server does not answer. Try again.',
    expired: 'Your sign-in has expired. Sign in again.', live: 'Live', late: 'No answer since', processes: 'Processes', kinds: 'Grain kinds', methods: 'Grain methods',
    kindsHint: 'Rates and durations of calls: the last minute, without time in mailboxes.', slowest: 'Slowest', mostErrors: 'Most errors', mostCalls: 'Most calls',
    reminders: 'Reminders', deadLetters: 'Dead letters', deadLettersHint: 'Events that failed every attempt. Replay them once the cause is mended.',
    docs: 'API documentation', view: 'View version', silosActive: 'Active silos', apis: 'APIs', activations: 'Activations', callRate: 'Calls/s', errorRate: 'Errors/s',
    longest: 'Longest mailbox', overdue: 'Overdue', name: 'Name', role: 'Role', address: 'Address', state: 'State', started: 'Running since', cpu: 'CPU (cores)', memory: 'Memory',
    pending: 'Calls waiting', version: 'Version', kind: 'Kind', silos: 'Silos', waiting: 'Waiting', calls: 'Calls', errors: 'Errors', method: 'Method', count: 'Count',
    next: 'Next due', event: 'Event', source: 'Source', attempts: 'Attempts', error: 'Last error', died: 'Died at', replay: 'Replay', replayed: 'Replayed',
    none: 'None.', joining: 'joining', active: 'active', shutting_down: 'shutting down', gone: 'gone', onlyFirst: 'Only the newest are shown.',
  },
};
const refreshMs = 2000;
const slowEvery = 5;
const historyLength = 90;
const at = id => document.getElementById(id);
let language = document.documentElement.lang === 'en' ? 'en' : 'id';
let token = null;
let order = 'slowest';
let timer = 0;
let round = 0;
let lastAnswer = null;
let latest = {};
const history = { calls: [], errors: [] };

const word = key => texts[language][key] ?? key;
const format = (value, digits = 0) => value === null || value === undefined ? '–'
  : new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
const time = text => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(text));
const clock = date => new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(date);
const milliseconds = value => value === null ? '–' : value < 0.01 ? `< ${format(0.01, 2)} ms` : `${format(value, value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  const headers = { 'Accept': 'application/json', 'Accept-Language': language, ...options.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(path, { ...options, headers, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(10000) });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body.detail ?? String(response.status));
  return body;
}

// columns: [label, cell of a row, class]; a cell is text or an element.
function draw(place, rows, columns, note) {
  const box = at(place);
  if (!rows || rows.length === 0) {
    box.replaceChildren(make('p', rows ? word('none') : '…', 'dim'));
    return;
  }
  const table = make('table');
  const head = table.createTHead().insertRow();
  for (const [label, , className] of columns) {
    const cell = make('th', word(label), className === 'number' ? className : '');
    cell.scope = 'col';
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const [label, cellOf, className] of columns) {
      const cell = make('td', undefined, className);
      cell.dataset.label = word(label);
      cell.append(cellOf(row) ?? '–');
      line.append(cell);
    }
  }
  box.replaceChildren(table, ...(note ? [make('p', note, 'dim')] : []));
}

function tile(label, value, className, values) {
  const box = make('div', undefined, 'tile');
  box.append(make('h3', word(label)), make('b', value, className));
  if (values && values.length > 1) {
    const most = Math.max(...values, 1e-9);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', `0 0 ${historyLength - 1} 20`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
    const start = historyLength - values.length;
    line.setAttribute('points', values.map((one, i) => `${start + i},${(19 - one / most * 18).toFixed(1)}`).join(' '));
    svg.append(line);
    box.append(svg);
  }
  return box;
}

const stateClass = { active: 'good', joining: 'warn', shutting_down: 'warn', gone: 'bad' };
const alarm = (value, text = format(value)) => make('span', text, value > 0 ? 'bad' : '');
const calls = [
  ['calls', row => format(row.calls), 'number'], ['callRate', row => format(row.calls_per_second, 1), 'number'],
  ['errors', row => alarm(row.errors), 'number'], ['errorRate', row => alarm(row.errors_per_second, format(row.errors_per_second, 2)), 'number'],
  ['p50', row => milliseconds(row.p50_ms), 'number'], ['p99', row => milliseconds(row.p99_ms), 'number'],
];

function show() {
  const { cluster, grains, methods, reminders, letters } = latest;
  if (!cluster || !grains) return;
  const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);
  const active = cluster.silos.filter(silo => silo.state === 'active').length;
  const overdue = reminders ? sum(reminders.data, 'overdue') : null;
  at('tiles').replaceChildren(
    tile('silosActive', `${active} / ${cluster.silos.length}`, active < cluster.silos.length ? 'warn' : ''),
    tile('apis', format(cluster.apis.length)),
    tile('view', format(cluster.view_version)),
    tile('activations', format(sum(grains.data, 'activations'))),
    tile('callRate', format(history.calls.at(-1), 1), '', history.calls),
    tile('errorRate', format(history.errors.at(-1), 2), history.errors.at(-1) > 0 ? 'bad' : '', history.errors),
    tile('longest', format(Math.max(0, ...grains.data.map(kind => kind.longest_mailbox)))),
    tile('overdue', format(overdue), overdue > 0 ? 'bad' : ''));
  const processes = [...cluster.silos, ...cluster.apis.filter(api => !cluster.silos.some(silo => silo.address === api.address && silo.started_at === api.started_at))];
  draw('processes', processes, [
    ['name', row => row.name, 'name'], ['role', row => row.role],
    ['state', row => make('span', word(row.state), `state ${stateClass[row.state]}`)],
    ['address', row => make('span', `${row.address} · ${row.host} #${row.process_id}`, 'dim')],
    ['view', row => format(row.view_version), 'number'], ['started', row => time(row.started_at)], ['version', row => row.version],
    ['cpu', row => format(row.cpu_cores, 2), 'number'], ['memory', row => `${format(row.memory_bytes / 1048576)} MiB`, 'number'],
    ['activations', row => format(row.activations), 'number'], ['pending', row => format(row.pending_calls), 'number'],
  ]);
  draw('kinds', grains.data, [
    ['kind', row => row.kind, 'name'], ['silos', row => format(row.silos), 'number'], ['activations', row => format(row.activations), 'number'],
    ['waiting', row => format(row.waiting), 'number'], ['longest', row => format(row.longest_mailbox), 'number'], ...calls,
  ]);
  draw('methods', methods?.data, [['method', row => `${row.kind} · ${row.method}`, 'name'], ...calls]);
  draw('reminders', reminders?.data, [
    ['name', row => row.name, 'name'], ['kind', row => row.kind], ['count', row => format(row.count), 'number'],
    ['overdue', row => alarm(row.overdue), 'number'], ['next', row => time(row.next_due_at)],
  ]);
  draw('dead-letters', letters?.data, [
    ['event', row => row.type, 'name'], ['source', row => make('span', `${row.source_kind}/${row.source_id}`, 'dim')],
    ['attempts', row => format(row.attempts), 'number'], ['error', row => row.last_error], ['died', row => time(row.died_at)],
    ['replay', row => replayButton(row)],
  ], letters?.next_cursor ? word('onlyFirst') : '');
}

function replayButton(letter) {
  const button = make('button', word(letter.replayed ? 'replayed' : 'replay'));
  button.type = 'button';
  button.disabled = Boolean(letter.replayed);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await ask(`/api/v1/operations/dead-letters/${letter.event_id}/replay`, { method: 'POST' });
      letter.replayed = true;
      show();
    } catch (error) {
      refused(error);
      button.disabled = false;
    }
  });
  return button;
}

function pulse() {
  const box = at('pulse');
  const late = lastAnswer !== null && Date.now() - lastAnswer > 3 * refreshMs;
  box.hidden = lastAnswer === null;
  box.className = late ? 'late' : '';
  if (lastAnswer !== null) box.textContent = `${word(late ? 'late' : 'live')} ${clock(new Date(lastAnswer))}`;
}

async function refresh() {
  clearTimeout(timer);
  const session = token;
  if (!session) return;
  try {
    if (!document.hidden) {
      const slow = round++ % slowEvery === 0;
      const base = '/api/v1/operations/';
      const [cluster, grains, methods, reminders, letters] = await Promise.all([
        ask(`${base}cluster`), ask(`${base}grains`), ask(`${base}methods?sort=${order}&limit=15`),
        slow ? ask(`${base}reminders`) : latest.reminders, slow ? ask(`${base}dead-letters?limit=20`) : latest.letters,
      ]);
      if (token !== session) return;
      latest = { cluster, grains, methods, reminders, letters };
      for (const [key, values] of Object.entries(history)) {
        values.push(grains.data.reduce((total, kind) => total + kind[`${key}_per_second`], 0));
        if (values.length > historyLength) values.shift();
      }
      lastAnswer = Date.now();
      at('sign-in').hidden = true;
      at('board').hidden = at('sign-out').hidden = false;
      // A selection would be lost with the row that it is in.
      if (getSelection()?.isCollapsed !== false) show();
    }
  } catch (error) {
    refused(error);
  }
  pulse();
  clearTimeout(timer);
  if (token === session) timer = setTimeout(refresh, refreshMs);
}

function refused(error) {
  if (error instanceof Refused && (error.status === 401 || error.status === 403)) signOut(word(error.status === 401 ? 'expired' : 'notAdmin'));
}

function signOut(reason = '') {
  clearTimeout(timer);
  token = lastAnswer = null;
  latest = {};
  round = 0;
  history.calls.length = history.errors.length = 0;
  at('board').hidden = at('sign-out').hidden = true;
  for (const place of document.querySelectorAll('.table, #tiles')) place.replaceChildren();
  at('sign-in').hidden = false;
  at('refusal').textContent = reason;
  pulse();
}

async function signIn(event) {
  event.preventDefault();
  const identifier = at('identifier').value.trim();
  const body = { [identifier.includes('@') ? 'email' : 'phone']: identifier, password: at('password').value };
  const button = at('sign-in').querySelector('button');
  button.disabled = true;
  at('refusal').textContent = '';
  try {
    const answer = await ask('/api/v1/auth/login', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    token = answer.access_token;
    at('password').value = '';
    await refresh();
  } catch (error) {
    at('refusal').textContent = error instanceof Refused ? error.message : word('noAnswer');
  } finally {
    button.disabled = false;
  }
}

function translate() {
  document.documentElement.lang = language;
  at('language').value = language;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = word(element.dataset.text);
  for (const element of document.querySelectorAll('[data-label]:not(td)')) element.setAttribute('aria-label', word(element.dataset.label));
  document.title = `Nusaloka · ${word('title')}`;
  show();
  pulse();
}

at('sign-in').addEventListener('submit', signIn);
at('sign-out').addEventListener('click', () => signOut());
at('language').addEventListener('change', event => { language = event.target.value; translate(); });
at('orders').addEventListener('click', event => {
  if (!event.target.dataset.order) return;
  order = event.target.dataset.order;
  for (const button of at('orders').children) button.setAttribute('aria-pressed', String(button.dataset.order === order));
  latest.methods = undefined;
  show();
  refresh();
});
translate();
