'use strict';
const texts = {
  id: {
    title: 'Halaman bayar uji coba', language: 'Bahasa', hint: 'Uang mainan: tidak ada yang ditagih. Jangan masukkan kartu asli.',
    card: 'Nomor kartu uji', payByCard: 'Bayar dengan kartu', pay: 'Bayar', decline: 'Batalkan', approve: 'Ini saya, setujui', refuse: 'Bukan saya, tolak',
    bank: 'Bank Anda bertanya', bankHint: 'Langkah 3-D Secure: pastikan bahwa Anda yang membayar.', transfer: 'Transfer ke rekening virtual', scan: 'Pindai kode QR dengan isi',
    back: 'Kembali ke penjual', missing: 'Pembayaran ini tidak ada.', noAnswer: 'Server tidak menjawab. Coba lagi.',
    requires_action: 'Menunggu Anda.', processing: 'Bank sedang memproses …', requires_capture: 'Disetujui.', succeeded: 'Lunas. Terima kasih.', declined: 'Ditolak', canceled: 'Dibatalkan',
  },
  en: {
    title: 'Test pay page', language: 'Language', hint: 'Play money: nobody is charged. Do not enter a real card.',
    card: 'Test card number', payByCard: 'Pay by card', pay: 'Pay', decline: 'Cancel', approve: 'It is me: approve', refuse: 'It is not me: refuse',
    bank: 'Your bank asks', bankHint: 'The 3-D Secure step: confirm that it is you who pays.', transfer: 'Transfer to the virtual account', scan: 'Scan the QR code with this text',
    back: 'Back to the shop', missing: 'There is no such payment.', noAnswer: 'The server does not answer. Try again.',
    requires_action: 'Waiting for you.', processing: 'The bank is working on it …', requires_capture: 'Approved.', succeeded: 'Paid. Thank you.', declined: 'Declined', canceled: 'Canceled',
  },
};
const refreshMs = 2000;
const at = id => document.getElementById(id);
const address = `${location.pathname.replace(/\/$/, '')}/payment`;
const tones = { succeeded: 'good', requires_capture: 'good', declined: 'bad', canceled: 'bad' };
let language = document.documentElement.lang === 'en' ? 'en' : 'id';
let payment = null;
let timer = 0;

const word = key => texts[language][key] ?? key;

function translate() {
  document.documentElement.lang = language;
  at('language').value = language;
  at('language').setAttribute('aria-label', word('language'));
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = word(element.dataset.text);
  document.title = `Nusaloka · ${word('title')}`;
  if (payment) show();
}

async function ask(options = {}) {
  const response = await fetch(address, {
    ...options,
    headers: { 'Accept': 'application/json', 'Accept-Language': language, ...options.headers },
    credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(15000),
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(response.status === 404 ? word('missing') : body.detail ?? word('noAnswer'));
  return body;
}

function choice(action, className) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = word(action);
  button.className = className;
  button.dataset.action = action;
  button.addEventListener('click', () => act(action));
  return button;
}

function choices() {
  if (payment.status !== 'requires_action') return [];
  return payment.step === 'confirm'
    ? [choice('approve', 'first'), choice('refuse', '')]
    : [choice('pay', payment.step === 'pay' ? '' : 'first'), choice('decline', '')];
}

function show() {
  const waits = payment.status === 'requires_action';
  at('bill').hidden = false;
  at('description').textContent = payment.description;
  at('amount').textContent = new Intl.NumberFormat(language, { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 }).format(payment.amount);
  at('state').textContent = word(payment.status) + (payment.failure_code ? `: ${payment.failure_code}` : '');
  at('state').className = tones[payment.status] ?? '';
  at('card-form').hidden = !(waits && payment.step === 'pay');
  at('confirm').hidden = !(waits && payment.step === 'confirm');
  at('transfer').hidden = !(waits && payment.step_value);
  at('transfer-label').textContent = word(payment.step);
  at('transfer-value').textContent = payment.step_value ?? '';
  at('choices').replaceChildren(...choices());
  // Nothing but web addresses: the shop's own words are no script.
  const isWeb = /^https?:\/\//.test(payment.return_url);
  at('back').hidden = waits || !isWeb;
  if (isWeb) at('back').href = payment.return_url;
  clearTimeout(timer);
  if (payment.status === 'processing') timer = setTimeout(load, refreshMs);
}

async function load(options) {
  try {
    payment = await ask(options);
    at('refusal').textContent = '';
    show();
  } catch (error) {
    at('refusal').textContent = error.name === 'TimeoutError' || error instanceof TypeError ? word('noAnswer') : error.message;
  }
}

async function act(action, card) {
  for (const button of document.querySelectorAll('button')) button.disabled = true;
  await load({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(card ? { action, card } : { action }) });
  for (const button of document.querySelectorAll('button')) button.disabled = false;
}

at('language').addEventListener('change', event => {
  language = event.target.value;
  translate();
});
at('card-form').addEventListener('submit', event => {
  event.preventDefault();
  act('pay', at('card').value.replace(/\D/g, '') || '4242424242424242');
});
translate();
load();
