// Draws the OpenAPI document of this server. Everything is text nodes: nothing in the document can become markup.
const deepest = 4;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const api = await (await fetch('/openapi/v1.json')).json();
const resolve = (part) => (part?.$ref ? part.$ref.split('/').slice(1).reduce((at, key) => at[key], api) : part);

/** An example value of a schema: names and types, nested as they are sent. */
function shape(schema, depth = 0) {
  const known = resolve(schema);
  if (!known || depth > deepest) return '…';
  const choice = known.oneOf ?? known.anyOf ?? known.allOf;
  if (choice) return shape(choice.find((option) => resolve(option)?.type !== 'null') ?? choice[0], depth);
  if (known.enum) return known.enum.join(' | ');
  const type = [known.type].flat().filter(Boolean);
  const optional = type.includes('null') ? ' | null' : '';
  if (type.includes('array')) return [shape(known.items, depth + 1)];
  if (type.includes('object') || known.properties) {
    if (!known.properties) return known.additionalProperties ? { '…': shape(known.additionalProperties, depth + 1) } : {};
    return Object.fromEntries(Object.entries(known.properties).map(([key, value]) => [key, shape(value, depth + 1)]));
  }
  return `${type.filter((name) => name !== 'null').join(' | ') || 'any'}${known.format ? ` (${known.format})` : ''}${optional}`;
}

function bodies(content) {
  return Object.entries(content ?? {}).map(([type, media]) =>
    element('div', {}, element('small', {}, type), element('pre', { tabindex: '0' }, JSON.stringify(shape(media.schema), null, 2))));
}

function parameters(operation) {
  const rows = (operation.parameters ?? []).map(resolve).flatMap((parameter) => [
    element('dt', {}, element('code', {}, parameter.name), ' ', element('small', {}, `${parameter.in}${parameter.required ? ', required' : ''}`)),
    element('dd', {}, String(shape(parameter.schema)), parameter.description ? ` — ${parameter.description}` : ''),
  ]);
  return rows.length ? [element('h3', {}, 'Parameters'), element('dl', {}, ...rows)] : [];
}

function answers(operation) {
  return Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
    const known = resolve(response);
    const isProblem = Object.keys(known.content ?? {}).every((type) => type === 'application/problem+json');
    return [element('h3', {}, `${status} `, element('small', {}, known.description ?? '')), ...(isProblem ? [] : bodies(known.content))];
  });
}

function draw(path, method, operation) {
  const access = { anyone: 'anyone', signed_in: 'signed in' }[operation['x-access']] ?? operation['x-access'] ?? '';
  const request = resolve(operation.requestBody);
  const card = element('details', {},
    element('summary', {}, element('span', { class: 'method' }, method.toUpperCase()), element('code', {}, path), element('small', {}, access)),
    element('p', {}, operation.summary ?? '', ' ', element('small', {}, operation.operationId ?? '')),
    operation.description ? element('p', {}, operation.description) : null,
    ...parameters(operation),
    ...(request ? [element('h3', {}, 'Body'), ...bodies(request.content)] : []),
    ...answers(operation));
  card.dataset.find = `${path} ${operation.operationId ?? ''} ${operation.summary ?? ''}`.toLowerCase();
  return card;
}

const areas = new Map();
for (const [path, methods] of Object.entries(api.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    const area = operation.tags?.[0] ?? 'other';
    areas.set(area, [...(areas.get(area) ?? []), draw(path, method, operation)]);
  }
}

document.getElementById('about').textContent = `Version ${api.info.version}. ${api.info.description}`;
document.getElementById('areas').replaceChildren(
  ...[...areas].map(([area, cards]) => element('section', {}, element('h2', {}, area), ...cards)));
document.getElementById('find').addEventListener('input', ({ target }) => {
  const wanted = target.value.trim().toLowerCase();
  for (const card of document.querySelectorAll('details')) card.hidden = !card.dataset.find.includes(wanted);
  for (const section of document.querySelectorAll('section')) section.hidden = !section.querySelector('details:not([hidden])');
});
