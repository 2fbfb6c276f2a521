import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { TrilaneError } from '@/lib/errors';
import { decodeText } from '@/lib/lesson/cards/text/decode-text';
import { textOfHtml } from '@/lib/lesson/cards/text/html-text';
import type { ImportNote } from '@/lib/lesson/cards/text/import-note';
import { readCards } from '@/lib/lesson/cards/text/read-cards';
import { SEPARATORS } from '@/lib/lesson/cards/text/separators';

function read(text: string) {
  const notes: ImportNote[] = [];
  const cards = readCards(text, (note) => notes.push(note));
  return { cards, notes };
}
const pairs = (text: string) => read(text).cards.map(({ front, back }) => [front, back]);
const noted = (text: string, kind: ImportNote['kind']) => read(text).notes.filter((note) => note.kind === kind);

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof TrilaneError && thrown.code === 'malformed-request') return thrown.message;
    throw thrown;
  }
  throw new Error('It was not refused.');
}
const refused = (text: string) => refusalOf(() => readCards(text));

describe('The head of a text of cards', () => {
  it.each(Object.entries(SEPARATORS))('names the separator %s or writes it', (name, separator) => {
    const line = `"Who?"${separator}"Me"\n`;
    for (const said of [name, name.toUpperCase(), ` ${name} `, separator])
      expect(pairs(`#separator:${said}\n${line}`), said).toEqual([['Who?', 'Me']]);
    expect(noted(`#separator:${name}\n${line}`, 'separator')).toEqual([
      { kind: 'separator', separator: name, declared: true },
    ]);
  });

  it.each([
    ['#guid column:1', 'x9\tWho?\tMe\ttag'],
    ['#guid column:2', 'Who?\tx9\tMe\ttag'],
    ['#deck column:3', 'Who?\tMe\tSome::Deck\ttag'],
    ['#notetype column:1\n#deck column:2', 'Basic\tDeck\tWho?\tMe\ttag'],
    ['#tags column:1', 'tag\tWho?\tMe'],
    ['#notetype column:1\n#deck column:2\n#guid column:3\n#tags column:6', 'Basic\tDeck\tx9\tWho?\tMe\ttag'],
    ['#columns:Front\tBack\tTags', 'Who?\tMe\ttag'],
    ['#if matches:update current', 'Who?\tMe\ttag'],
    ['#guid column:9', 'Who?\tMe\ttag'],
    ['#columns:Tags\tBack\tFront', 'tag\tMe\tWho?'],
    ['#columns:Question\tHint\tAnswer\tTags', 'Who?\tnot shown\tMe\ttag'],
  ])('%s leaves question and answer in their place', (head, row) => {
    expect(read(`#separator:tab\n${head}\n${row}\n`).cards).toEqual([{ front: 'Who?', back: 'Me', tags: ['tag'] }]);
  });

  it('tells which columns and lines mean nothing here', () => {
    const { notes } = read(
      '#deck:Work\n#notetype:Basic\n#guid column:1\n#columns:id\tFront\tBack\tSource\nx\tWho?\tMe\tbook\n',
    );
    expect(notes).toEqual([
      { kind: 'separator', separator: 'tab', declared: false },
      { kind: 'header-unused', header: '#deck:Work', line: 1 },
      { kind: 'header-unused', header: '#notetype:Basic', line: 2 },
      { kind: 'column-unused', column: 1, name: 'guid' },
      { kind: 'column-unused', column: 4, name: 'Source' },
    ]);
  });

  it('may be the line that spreadsheets write', () => {
    expect(pairs('sep=;\nWho?;Me, too\n')).toEqual([['Who?', 'Me, too']]);
  });

  it.each(['#tags:one two\nWho?\tMe', 'tags:one two\nWho?\tMe', '#tags:one\nWho?\tMe\ttwo one'])(
    'gives tags to every card: %j',
    (text) => {
      expect(read(text).cards[0]?.tags).toEqual(['one', 'two']);
    },
  );

  it.each([
    ['#separator:dash\nWho?\tMe', 'Line 1: the separator "dash" is none of tab, pipe'],
    ['#html:perhaps\nWho?\tMe', 'Line 1: #html is true or false, not "perhaps"'],
    ['#separator:tab\n#guid column:x\nWho?\tMe', 'Line 2: #guid column needs the number of a column'],
    ['#deck column:0\nWho?\tMe', 'Line 1: #deck column needs the number'],
    ['#deck column:1\n#guid column:1\na\tWho?\tMe', 'Line 2: column 1 cannot be that of guid as well'],
    ['#if matches:keep both\nWho?\tMe', 'Line 1: #if matches:keep both cannot be followed'],
  ])('is refused by name where it cannot be followed: %j', (text, words) => {
    expect(refused(text)).toContain(words);
  });
});

describe('Lines of a text of cards', () => {
  it('that begin with # are passed over, before and among the cards, and told', () => {
    const text = '# mine, "all\n#separator:comma\n#made by hand\nWho?,Me\n# later\n#more, of it\nHow?,So\n';
    expect(pairs(text)).toEqual([
      ['Who?', 'Me'],
      ['How?', 'So'],
    ]);
    expect(noted(text, 'comments')).toEqual([{ kind: 'comments', lines: [1, 3, 5, 6] }]);
    expect(noted('#1 rule?\tMeasure.\n', 'hash-cards')).toEqual([{ kind: 'hash-cards', lines: [1] }]);
  });

  it('may end in empty columns', () => {
    expect(read('Who?\tMe\t\t\t\t\n').cards).toEqual([{ front: 'Who?', back: 'Me', tags: [] }]);
  });

  it('hold line breaks and quotes within quotes', () => {
    expect(pairs('#separator:semicolon\n"a ""b""\n; c";"d\r\ne"\nf;g\n')).toEqual([
      ['a "b"\n; c', 'd\r\ne'],
      ['f', 'g'],
    ]);
  });

  it('are all told at once where they cannot be read', () => {
    expect(refused('#separator:comma\n#html:x\na,b\nalone\nc,"d\ne,f,tag,g\n')).toBe(
      'Line 2: #html is true or false, not "x". Line 4: a card needs a front and a back with a comma between them. ' +
        'Line 5: a quote is opened and not closed. Line 6: there are 4 columns where three are the most.',
    );
  });

  it.each([
    ['Who?\tMe, and you; too: so', 'tab'],
    ['Who?|Me, and you', 'pipe'],
    ['Who?;Me, and you', 'semicolon'],
    ['Who: me, and you', 'colon'],
    ['Who?,Me\nWhen?,at 9:30', 'comma'],
    ['Who?,"Me\tand you"', 'comma'],
    ['eau water\npain bread', 'space'],
  ])('without a word of it are separated as Anki finds it: %j', (text, separator) => {
    expect(noted(text, 'separator')).toEqual([{ kind: 'separator', separator, declared: false }]);
  });

  it('with tabs are not taken apart at their commas where one has no tab', () => {
    expect(refused('Who, then?\tMe, I say\nnobody, here\n')).toBe(
      'Line 2: a card needs a front and a back with a tab between them.',
    );
  });

  it('of prose are not taken apart at its spaces', () => {
    expect(refused('What is a lane\nA way to deploy a model\n')).toContain('Line 1: a card needs a front and a back');
  });
});

describe('HTML in a text of cards', () => {
  it.each([
    ['What is <b>latency</b>?', 'What is latency?'],
    ['one<br>two<br/>three', 'one\ntwo\nthree'],
    ['<div>one</div><div>two &amp; three</div>', 'one\ntwo & three'],
    ['one<div>two</div>', 'one\ntwo'],
    ['one<br><br>two', 'one\n\ntwo'],
    ['a&nbsp;&lt;b&gt; &#39;c&#x27; &eacute;&unknown;', "a <b> 'c' é&unknown;"],
    ['&amp;lt;', '&lt;'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['<script>alert(1)</script>a<style>b{}</style><!-- c -->', 'a'],
    ['<ul><li>one</li><li>two</li></ul>', '• one\n• two'],
    ['<a href="x" onclick="y()">link</a>', 'link'],
    ['<scr<script>x</script>ipt>y', 'y'],
    ['&#0;&#xD800;', '&#0;&#xD800;'],
  ])('%j reads %j', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  it('counts where the file says so, or where formatting is found and it says nothing', () => {
    const row = 'What is <i>edge</i>?\tHere &amp; now\n';
    const plain = [['What is edge?', 'Here & now']];
    expect(pairs(`#html:true\n${row}`)).toEqual(plain);
    expect(pairs(row)).toEqual(plain);
    expect(noted(row, 'html')).toEqual([{ kind: 'html', declared: false }]);
    expect(pairs(`#html:false\n${row}`)).toEqual([['What is <i>edge</i>?', 'Here &amp; now']]);
    expect(noted('a < b?\tyes > no\n', 'html')).toEqual([]);
  });

  it('never leaves a tag that a browser would run, however tags are nested', () => {
    const parts = fc.constantFrom('<', '>', '<a>', 'script', 'img', ' onerror=x', '/', '<!--', '-->', 'a', '"');
    fc.assert(
      fc.property(fc.array(parts), (some) => {
        expect(textOfHtml(some.join(''))).not.toMatch(/<\/?(?:script|img|a)(?:\s[^<>]*|\/)?>/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('Pictures, sounds and gaps', () => {
  it('are left out or made cards, and told with their lines', () => {
    const text = [
      '#separator:tab',
      '#html:true',
      'Hear [sound:a.mp3]?\tA bell',
      'Which?\t<img src="b.png">',
      '<img src="c.png">\tA cat',
      'In {{c1::Paris::city}} it is {{c2::noon}}.\tFrance',
    ].join('\n');
    expect(read(text)).toMatchObject({
      cards: [
        { front: 'Hear ?', back: 'A bell' },
        { front: 'In [city] it is noon.', back: 'Paris\nFrance' },
        { front: 'In Paris it is [...].', back: 'noon\nFrance' },
      ],
      notes: [
        { kind: 'separator' },
        { kind: 'html', declared: true },
        { kind: 'media', lines: [3] },
        { kind: 'media-only', lines: [4, 5] },
        { kind: 'cloze', lines: [6] },
      ],
    });
  });

  it('of one number are asked together, and need no answer beside', () => {
    expect(pairs('#separator:tab\n{{c1::a}} and {{c1::b}}\n')).toEqual([['[...] and [...]', 'a, b']]);
  });

  it.each(['{{c1::a {{c2::b}}}}\tx', '{{c1::a\tx', '{{c1::}}\tx', 'Who?\t{{c1::me}}'])(
    'are refused with their line where they cannot be asked: %j',
    (row) => {
      expect(refused(`#separator:tab\n${row}\n`)).toMatch(/^Line 2: a gap to fill/);
    },
  );
});

describe('The bytes of a text of cards', () => {
  const text = 'Où?\tIci, né\n';
  const decode = (bytes: readonly number[]) => {
    const notes: ImportNote[] = [];
    return { text: decodeText(new Uint8Array(bytes), (note) => notes.push(note)), notes };
  };
  const utf8 = [...new TextEncoder().encode(text)];
  const utf16 = (isLittle: boolean) =>
    [...text].flatMap((letter) => {
      const code = letter.charCodeAt(0);
      return isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255];
    });

  it('are UTF-8, or what the mark at their beginning says', () => {
    expect(decode(utf8)).toEqual({ text, notes: [] });
    expect(decode([0xef, 0xbb, 0xbf, ...utf8])).toEqual({ text, notes: [] });
    expect(decode([0xff, 0xfe, ...utf16(true)])).toMatchObject({ text, notes: [{ kind: 'encoding' }] });
    expect(decode([0xfe, 0xff, ...utf16(false)])).toMatchObject({ text, notes: [{ kind: 'encoding' }] });
  });

  it('are never read by halves', () => {
    const latin1 = [...`Who?\tMe\n${text}`].map((letter) => letter.charCodeAt(0));
    expect(refusalOf(() => decode(latin1))).toMatch(/^Line 2: this is not UTF-8. The file may be in Windows-1252/);
    expect(refusalOf(() => decode([0x50, 0x4b, 3, 4, 20, 0]))).toContain('a zip file');
    expect(refusalOf(() => decode(utf8.slice(0, 2)))).toMatch(/^Line 1: this is not UTF-8/);
    expect(refusalOf(() => decode(utf16(true)))).toMatch(/^Line 1: /);
    expect(refusalOf(() => decode([0xff, 0xfe, 0x41]))).toContain('UTF-16');
    expect(noted('Wh\ufffd?\tMe\n', 'lost-letters')).toEqual([{ kind: 'lost-letters', lines: [1] }]);
  });
});

describe('What spreadsheets add', () => {
  it.each(['front,back', 'Question;Answer', 'Frage\tAntwort', 'TERM,definition,tags'])(
    'names of the columns in the first row, as %s, are passed over and told',
    (names) => {
      const between = /[,;\t]/.exec(names)?.[0] ?? '';
      const text = `${names}\n${['Who?', 'Me'].join(between)}\n`;
      expect(pairs(text)).toEqual([['Who?', 'Me']]);
      expect(noted(text, 'names')).toEqual([{ kind: 'names', lines: [1] }]);
    },
  );

  it('the same front twice is told, with the line of the later one', () => {
    expect(noted('Who?\tMe\nWhen?\tNow\nWho?\tYou\n', 'twice')).toEqual([{ kind: 'twice', lines: [3] }]);
  });

  it('the marks of a gap are no separators', () => {
    expect(pairs('The {{c1::edge}} lane is quick.\n').map(([front]) => front)).toEqual(['The [...] lane is quick.']);
  });
});

test('tags within tags without end are left as text', () => {
  expect(textOfHtml(`${'<b'.repeat(13_000)}${'>'.repeat(13_000)}x`)).toContain('x');
});
