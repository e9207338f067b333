import { expect, test } from 'vitest';
import { readHtml } from '../../../../lib/documents/forms/html/html-form.ts';
import { notesIn, told } from '../told.ts';

const read = (body: string) => readHtml(Buffer.from(`<!doctype html><title>T</title><body>${body}`));

const mark = (of: string, at: string, shown: string): string =>
  `<a style='mso-${of}note-id:${at}' href="#_${at}" name="_${at.replace('n', 'nref')}" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference><span style='font-size:11.0pt'>[${shown}]</span></span><![endif]></span></span></a>`;

const back = (at: string, shown: string): string =>
  `<a style='mso-footnote-id:${at}' href="#_${at.replace('n', 'nref')}" name="_${at}" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[${shown}]<![endif]></span></span></a>`;

test('footnotes and endnotes of a page of Word are notes with their marks, of several paragraphs too', () => {
  const file =
    read(`<div class=WordSection1><p class=MsoNormal>High${mark('foot', 'ftn1', '1')} water${mark('foot', 'ftn2', '2')}, ebb${mark('end', 'edn1', 'i')}.</p></div>
    <div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
    <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>${back('ftn1', '1')} Of <b>March</b>.</p><p class=MsoFootnoteText>Each year.</p></div>
    <div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText>${back('ftn2', '2')} By day.</p></div></div>
    <div style='mso-element:endnote-list'><div style='mso-element:endnote' id=edn1><p class=MsoEndnoteText>${back('edn1', 'i')} Low.</p></div></div>
    <p class=MsoNormal>End.</p>`);
  expect(told(file)).toEqual(['text: High¹ water², ebbⁱ.', 'text: End.']);
  expect(notesIn(file)).toEqual({
    ...{ 1: ['1 Of March.', 'Each year.'], 2: ['2 By day.'] },
    e1: ['i Low.'],
  });
});

test('notes of a filtered page of Word are notes, with signs as marks and in cells too', () => {
  const file =
    read(`<div class=WordSection1><p class=MsoNormal>High<a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>*</span></a></p>
    <table class=MsoTableGrid><tr><td><p class=MsoNormal>low<a href="#_ftn2" name="_ftnref2" title=""><span class=MsoFootnoteReference><span class=MsoFootnoteReference>[1]</span></span></a></p></td></tr></table></div>
    <div><br clear=all><hr align=left size=1 width="33%">
    <div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>*</span></a> Of March.</p><p class=MsoFootnoteText>Each year.</p></div>
    <div id=ftn2><p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2" title=""><span class=MsoFootnoteReference>[1]</span></a> Of June.</p></div></div>`);
  expect(told(file)).toEqual(['text: High*', 'table 0: low¹']);
  expect(notesIn(file)).toEqual({ 1: ['* Of March.', 'Each year.'], 2: ['1 Of June.'] });
});

test('notes of Word end where the next begins when nothing is around each', () => {
  const file =
    read(`<p>a<a href="#_ftn1" name="_ftnref1">[1]</a> b<a href="#_edn1" name="_ednref1">[i]</a></p>
    <div><p><a href="#_ftnref1" name="_ftn1">[1]</a> One.</p><p><a href="#_ednref1" name="_edn1">[i]</a> Two.</p><p>Text.</p></div>`);
  expect(told(file)).toEqual(['text: a¹ bⁱ', 'text: Text.']);
  expect(notesIn(file)).toEqual({ 1: ['1 One.'], e1: ['i Two.'] });
});

test('a link to a note from elsewhere stays text, and a note that nothing points to too', () => {
  const file = read(
    `<p>See <a href="#_ftn1">the note</a>.</p><p><a href="#_ftnref9" name="_ftn9">[9]</a> Alone.</p>`,
  );
  expect(told(file)).toEqual(['text: See the note.', 'text: [9] Alone.']);
  expect(notesIn(file)).toEqual({});
});

const DOCS = `<h1 class="c3">Tides<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></h1>
  <p class="c1"><span class="c0">High</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> water</span><sup><a href="#cmnt2" id="cmnt_ref2">[b]</a></sup><sup><a href="#cmnt30" id="cmnt_ref30">[ad]</a></sup><span>.</span></p>
  <table class="c8"><tr><td><p>deep<sup><a href="#cmnt4" id="cmnt_ref4">[c]</a></sup></p></td></tr></table>`;

const below = (kind: string, number: number, shown: string, text: string): string =>
  `<div class="c7"><p class="c1"><a href="#${kind}_ref${number}" id="${kind}${number}">[${shown}]</a><span class="c0">${text}</span></p></div>`;

test('footnotes of Google Docs are notes, and its comments stand below what they are on', () => {
  const file = read(
    `${DOCS}<hr class="c2">${below('ftnt', 1, '1', '&nbsp;Of March.</span></p><p class="c1"><span>Each year.')}` +
      below('cmnt', 1, 'a', 'Which?</span></p><p class="c1"><span>All of them?') +
      below('cmnt', 2, 'b', 'Sure?') +
      below('cmnt', 30, 'ad', 'Yes.') +
      below('cmnt', 4, 'c', 'How deep?'),
  );
  expect(told(file)).toEqual([
    ...['heading 1: Tides', 'comment: Which? All of them?'],
    ...['text: High¹ water.', 'comment: Sure?', 'comment: Yes.', 'table 0: deep', 'comment: How deep?'],
  ]);
  expect(notesIn(file)).toEqual({ 1: ['1 Of March.', 'Each year.'] });
});

test('a comment that is pointed to twice is told once, and one that is gone by its mark', () => {
  const on = (number: number): string =>
    `<p>x<sup><a href="#cmnt${number}" id="cmnt_ref${number}">[a]</a></sup></p>`;
  const file = read(on(1) + on(1) + on(2) + below('cmnt', 1, 'a', 'Sure?'));
  expect(told(file)).toEqual(['text: x', 'comment: Sure?', 'text: x', 'text: x', 'comment: [a]']);
  expect(notesIn(file)).toEqual({});
});
