// Two people changed the same text: one text that holds what both wrote. The same rules as the server's
// (web/assess/conversation/merging.py), which has the last word.

const TOKEN = /[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu;
const MOST_CELLS = 2_000_000; // of the table below: a text of 1,400 words against another

export const split = (text) => text.match(TOKEN) || [];

// base : what both began from; mine, theirs : what became of it here and elsewhere.
export function merge(base, mine, theirs) {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const tokens = split(base);
  return joined(putTogether(tokens, changes(tokens, split(theirs)), changes(tokens, split(mine))));
}

// Where a place in one text is in the text that it became.
export function moved(before, after, place) {
  if (before === after) return place;
  const [a, b] = [split(before), split(after)];
  let [at, gained] = [0, 0];
  const starts = a.map((token) => (at += token.length) - token.length);
  starts.push(before.length);
  for (const one of changes(a, b)) {
    const [from, to] = [starts[one.start], starts[one.end]];
    const length = one.tokens.join("").length;
    if (to > place || from === place) {
      // What others put in just where somebody types goes behind their caret.
      if (from < place) return from + gained + Math.min(place - from, length);
      break;
    }
    gained += length - (to - from);
  }
  return Math.min(place + gained, after.length);
}

function changes(base, other) {
  const [first, lastBase, lastOther] = partThatDiffers(base, other);
  const [a, b] = [base.slice(first, lastBase), other.slice(first, lastOther)];
  if (!a.length && !b.length) return [];
  if (!a.length || !b.length || (a.length + 1) * (b.length + 1) > MOST_CELLS)
    return [{ start: first, end: lastBase, tokens: b }];
  const same = alike(a, b);
  const found = [];
  let [x, y] = [0, 0];
  for (const [i, j] of [...same, [a.length, b.length]]) {
    if (i > x || j > y) found.push({ start: first + x, end: first + i, tokens: b.slice(y, j) });
    [x, y] = [i + 1, j + 1];
  }
  return found;
}

// Pairs of places at which two rows of tokens have the same, as many as there can be; blanks count for little.
function alike(a, b) {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  const worth = (token) => (/^\s/.test(token) ? 1 : 4);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? table[(i + 1) * width + j + 1] + worth(a[i])
          : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
  const pairs = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i++;
    else j++;
  }
  return pairs;
}

function partThatDiffers(base, other) {
  const shorter = Math.min(base.length, other.length);
  let first = 0;
  while (first < shorter && base[first] === other[first]) first++;
  let same = 0;
  while (same < shorter - first && base[base.length - 1 - same] === other[other.length - 1 - same]) same++;
  return [first, base.length - same, other.length - same];
}

function putTogether(base, theirs, mine) {
  const result = [];
  let at = 0;
  let [left, right] = [theirs, mine];
  while (left.length || right.length) {
    const start = Math.min(...[left, right].filter((some) => some.length).map((some) => some[0].start));
    const end = endOfGroup(left, right, start);
    const one = taken(left, start, end);
    const other = taken(right, start, end);
    result.push(...base.slice(at, start), ...settled(base.slice(start, end), start, one, other));
    [left, right, at] = [left.slice(one.length), right.slice(other.length), end];
  }
  return [...result, ...base.slice(at)];
}

const onlyAdds = (change) => change.start === change.end;

function endOfGroup(left, right, start) {
  if ([left, right].some((some) => some.length && some[0].start === start && onlyAdds(some[0]))) return start;
  let end = start + 1;
  for (const change of [...left, ...right].sort((a, b) => a.start - b.start)) {
    if (change.start >= end) break;
    end = Math.max(end, change.end);
  }
  return end;
}

function taken(waiting, start, end) {
  if (start === end) return waiting.slice(0, 1).filter((one) => one.start === start && onlyAdds(one));
  const stop = waiting.findIndex((one) => one.start >= end);
  return stop < 0 ? waiting : waiting.slice(0, stop);
}

function settled(stretch, start, theirs, mine) {
  if (!mine.length || !theirs.length) return applied(stretch, start, mine.length ? mine : theirs);
  return both(applied(stretch, start, theirs), applied(stretch, start, mine));
}

function applied(stretch, start, some) {
  const result = [];
  let at = 0;
  for (const one of some) {
    result.push(...stretch.slice(at, one.start - start), ...one.tokens);
    at = one.end - start;
  }
  return [...result, ...stretch.slice(at)];
}

function both(theirs, mine) {
  let [first, lastTheirs, lastMine] = partThatDiffers(theirs, mine);
  if (first === lastMine) return theirs;
  if (first === lastTheirs) return mine;
  while (first > 0 && !beginsSentence(theirs, first)) first--;
  while (lastMine < mine.length && !beginsSentence(mine, lastMine)) [lastMine, lastTheirs] = [lastMine + 1, lastTheirs + 1];
  const between = isWord(mine[first]) && !/^\s/.test(theirs[lastTheirs - 1]) ? [" "] : [];
  return [...theirs.slice(0, lastTheirs), ...between, ...mine.slice(first)];
}

function beginsSentence(tokens, at) {
  const [end, blank] = [tokens[at - 2], tokens[at - 1]];
  return blank !== undefined && /^\s/.test(blank) && ([".", "!", "?"].includes(end) || blank.includes("\n"));
}

function joined(tokens) {
  const result = [];
  for (const token of tokens) {
    if (result.length && isWord(result[result.length - 1]) && isWord(token)) result.push(" ");
    result.push(token);
  }
  return result.join("");
}

const isWord = (token) => /[\p{L}\p{N}\p{M}_]$/u.test(token);
