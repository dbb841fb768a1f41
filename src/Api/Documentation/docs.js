'use strict';
const at = id => document.getElementById(id);
const make = (tag, text, parent) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (parent) parent.append(element);
  return element;
};
const pretty = value => JSON.stringify(value, null, 2);
const methods = ['get', 'post', 'put', 'patch', 'delete'];

function field(parent, parameter) {
  const label = make('label', `${parameter.name} (${parameter.in}${parameter.required ? ', required' : ''})`, parent);
  if (parameter.description) label.title = parameter.description;
  const input = make('input', undefined, label);
  if (parameter.required && parameter.example) input.value = parameter.example;
  return () => input.value;
}

function requestOf(path, method, values, body) {
  const headers = { 'Accept-Language': at('language').value };
  const query = new URLSearchParams();
  for (const { parameter, read } of values) {
    const value = read();
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value && parameter.in === 'query') query.set(parameter.name, value);
    else if (value && parameter.in === 'header') headers[parameter.name] = value;
  }
  // One of the two: a request with both says twice who is asking, and is refused.
  if (at('token').value) headers.Authorization = `Bearer ${at('token').value}`;
  else if (at('service-token').value) headers['X-Service-Token'] = at('service-token').value;
  if (body) headers['Content-Type'] = 'application/json';
  return [path + (query.size ? `?${query}` : ''), { method: method.toUpperCase(), headers, body: body ? body.value : undefined }];
}

async function send(path, method, values, body, output) {
  output.hidden = false;
  output.textContent = '…';
  try {
    const response = await fetch(...requestOf(path, method, values, body));
    const text = await response.text();
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    let shown = text;
    if ((response.headers.get('content-type') || '').includes('json')) {
      const json = JSON.parse(text);
      shown = pretty(json);
      if (response.ok && json.access_token) at(json.token_type === 'Bearer' ? 'token' : 'service-token').value = json.access_token;
    }
    output.textContent = `${response.status} ${response.statusText}\n${headers}\n\n${shown}`;
  } catch (error) {
    output.textContent = String(error);
  }
}

function draw(path, method, operation, parent) {
  const box = make('details', undefined, parent);
  box.dataset.text = `${method} ${path} ${operation.summary || ''} ${operation.tags || ''}`.toLowerCase();
  const head = make('summary', undefined, box);
  make('b', method.toUpperCase(), head);
  make('code', path, head);
  head.append(` ${operation.summary || ''}`);
  const inner = make('div', undefined, box);
  make('p', operation.description || '', inner);
  const security = (operation.security || []).flatMap(Object.keys);
  make('p', security.length ? `Needs: ${security.join(' or ')}` : 'Needs no token', inner);
  const values = (operation.parameters || []).map(parameter => ({ parameter, read: field(inner, parameter) }));
  let body;
  const content = operation.requestBody?.content?.['application/json'];
  if (content) {
    body = make('textarea', undefined, make('label', 'Body', inner));
    body.rows = 8;
    body.value = content.example ? pretty(content.example) : '{}';
  }
  const button = make('button', 'Send', inner);
  button.type = 'button';
  const output = make('pre', undefined, inner);
  output.hidden = true;
  button.addEventListener('click', () => send(path, method, values, body, output));
  make('p', `Answers: ${Object.keys(operation.responses || {}).join(', ')}`, inner);
}

async function start() {
  const main = at('operations');
  const specification = await (await fetch('/openapi/v1.json')).json();
  const byTag = new Map();
  for (const [path, item] of Object.entries(specification.paths)) {
    for (const method of methods.filter(name => item[name])) {
      const tag = item[method].tags?.[0] || 'Other';
      if (!byTag.has(tag)) byTag.set(tag, []);
      byTag.get(tag).push([path, method, item[method]]);
    }
  }
  main.replaceChildren();
  for (const [tag, operations] of byTag) {
    const section = make('section', undefined, main);
    make('h2', tag, section);
    for (const operation of operations) draw(...operation, section);
  }
}

at('settings').addEventListener('submit', event => event.preventDefault());
at('filter').addEventListener('input', event => {
  const wanted = event.target.value.toLowerCase();
  for (const box of document.querySelectorAll('details')) box.hidden = !box.dataset.text.includes(wanted);
});
start().catch(error => { at('operations').textContent = `The document could not be loaded: ${error}`; });
