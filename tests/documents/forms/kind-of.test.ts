import { describe, expect, test } from 'vitest';
import { kindOf } from '../../../lib/documents/forms/kind-of.ts';
import { zipOf } from '../../support/zip.ts';

const ofText = (text: string) => kindOf(Buffer.from(text)).kind;
const ofZip = async (files: Record<string, string>) => kindOf(await zipOf(files));

describe('a file is told by its content', () => {
  test.each([
    ['%PDF-1.7\n', 'pdf'],
    ['junk before it\n%PDF-1.7\n1 0 obj\nendobj\n', 'pdf'],
    ['A PDF begins with %PDF-1.7, and ends otherwise.', 'text'],
    ['<!doctype html><p>Hello', 'html'],
    ['\n<?xml version="1.0"?>\n<!-- made by hand -->\n<html xmlns="http://www.w3.org/1999/xhtml">', 'html'],
    ['# Title\n\nText.\n', 'markdown'],
    ['---\ntitle: A\n---\nText', 'markdown'],
    ['<p align="center">Logo</p>\n\n## Use\n\n```sh\nrun\n```\n', 'markdown'],
    ['Dear reader,\n\nthis is a letter - no more.\n', 'text'],
    ['#!/bin/sh\n# a script\necho\n', 'text'],
  ])('text %# is %s', (text, kind) => {
    expect(ofText(text)).toBe(kind);
  });

  test('zips are told by their directory', async () => {
    expect((await ofZip({ '[Content_Types].xml': '', 'word/document.xml': '' })).kind).toBe('docx');
    expect((await ofZip({ '[Content_Types].xml': '', 'ppt/presentation.xml': '' })).kind).toBe('pptx');
    expect((await ofZip({ 'META-INF/container.xml': '' })).kind).toBe('epub');
    expect(await ofZip({ 'word.txt': 'x' })).toEqual({ kind: 'other', what: 'a zip that is no document' });
  });

  test.each([
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['II*\0', 'tiff'],
    ['GIF89a and so on', 'other'],
    [
      'From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\ttype="text/html"\r\n\r\n<html>',
      'other',
    ],
    ['From: Ann\r\nTo: Bob\r\n\r\nContent-Type: multipart/related', 'text'],
    ['{\\rtf1 text}', 'other'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'other'],
    ['PK\x03\x04', 'other'],
    ['\0\x01\x02\x03\x04binary\x05\x06', 'other'],
    [`${' '.repeat(1_024)}%PDF-1.7`, 'other'],
    ['', 'other'],
  ])('file %# is %s', (bytes, kind) => {
    expect(kindOf(Buffer.from(bytes, 'latin1')).kind).toBe(kind);
  });
});
