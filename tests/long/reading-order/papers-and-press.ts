import { columns, grid, type Make } from './style.ts';

// Pages of papers and of the press as a browser sets them, each written in the order in which it is read.

export const PAPERS: Record<string, Make> = {
  'two-column paper: title, authors, abstract, headings': (w) =>
    `<h1 style="text-align:center">${w.title(7)}</h1><p style="text-align:center">${w.title(5)}</p>
     <div style="margin:0 60px;font-size:9px"><b>Abstract.</b> ${w.text(5)}</div>
     <div style="${columns(2, '20px', 'text-align:justify;')}">${w.each(5, (at) => `<h3>${at + 1} ${w.title(3)}</h3>${w.p(5, 4)}`)}</div>`,
  'two-column paper with a figure over both columns at the head': (w) =>
    `<div style="height:150px;background:#ccc"></div><p style="font-size:8px">Figure 1: ${w.text(2)}</p>
     <div style="${columns(2, '18px')}">${w.p(6, 5, 7, 5, 6)}</div>`,
  'two-column paper with a figure and its caption within a column': (w) =>
    `<div style="${columns(2, '18px')}">${w.p(6, 5)}<div style="break-inside:avoid"><div style="height:120px;background:#ddd"></div>
     <p style="font-size:8px">Figure 2: ${w.text(1)}</p></div>${w.p(6, 7, 7, 4)}</div>`,
  'two-column paper with a wide figure at the foot': (w) =>
    `<div style="${columns(2, '18px')}">${w.p(6, 5, 7, 5)}</div><div style="height:140px;background:#ccc"></div>
     <p style="font-size:8px;text-align:center">Figure 3: ${w.text(1)}</p>`,
  'two-column paper with a table over both columns in between': (w) =>
    `<div style="${columns(2, '18px')}">${w.p(6, 5, 6)}</div>
     <table style="width:100%;border-collapse:collapse">${w.each(5, (r) => `<tr>${w.each(4, (c) => `<td style="border-top:1px solid">${r === 0 ? w.words(1) : r * 31 + c * 7}</td>`)}</tr>`)}</table>
     <div style="${columns(2, '18px')}">${w.p(6, 5, 6)}</div>`,
  'two-column paper with footnotes in each column': (w) =>
    `<div style="${grid('1fr 1fr', '20px')}">${w.each(
      2,
      () =>
        `<div style="display:flex;flex-direction:column;height:640px">${w.p(6, 6)}<div style="margin-top:auto;border-top:1px solid;font-size:7px">${w.p(2, 1)}</div></div>`,
    )}</div>`,
  'two-column bibliography': (w) =>
    `<h2>References</h2><div style="${columns(2, '20px', 'font-size:8px;')}">${w.each(26, (at) => `<p style="padding-left:18px;text-indent:-18px;margin:2px 0">[${at + 1}] ${w.title(2)}. ${w.title(7)}. ${w.title(3)}, ${1990 + at}.</p>`)}</div>`,
  'a thesis page: header, footnotes, wide margins': (w) =>
    `<div style="margin:0 50px"><p style="font-size:8px;border-bottom:1px solid">Chapter 3. ${w.title(4)}</p>${w.p(7, 6, 8, 5)}
     <div style="font-size:7px;border-top:1px solid;width:60%">${w.p(1, 1, 2)}</div></div>`,
  'a two-column page of justified text with a narrow gutter': (w) =>
    `<div style="${columns(2, '11px', 'text-align:justify;')}">${w.p(9, 8, 9, 9, 8)}</div>`,
  'three columns of justified text with a narrow gutter': (w) =>
    `<div style="${columns(3, '12px', 'text-align:justify;font-size:9px;')}">${w.p(9, 8, 9, 9, 8)}</div>`,
  'text, then two columns, then text, then three columns': (w) =>
    `${w.p(5)}<div style="${columns(2, '20px')}">${w.p(6, 6)}</div>${w.p(4)}<div style="${columns(3, '20px')}">${w.p(6, 6, 5)}</div>`,
};

export const PRESS: Record<string, Make> = {
  'newspaper: a headline over four columns, two stories below each other': (w) =>
    `${w.each(2, () => `<h2 style="margin:6px 0">${w.title(6)}</h2><div style="${columns(4, '14px', 'font-size:9px;')}">${w.p(6, 7, 6, 5)}</div>`)}`,
  'newspaper: stories of two and of three columns side by side': (w) =>
    `<h1>${w.title(4)}</h1><div style="${grid('2fr 3fr', '22px')}">${[2, 3]
      .map(
        (count) =>
          `<div><h3>${w.title(4)}</h3><div style="${columns(count, '12px', 'font-size:8px;')}">${w.p(9, 9, count === 3 ? 12 : 4)}</div></div>`,
      )
      .join('')}</div>`,
  'newspaper with column rules': (w) =>
    `<h1>${w.title(5)}</h1><div style="${columns(3, '16px', 'column-rule:1px solid #888;font-size:9px;')}">${w.p(8, 7, 8, 7, 6)}</div>`,
  'magazine: a drop cap and two columns': (w) =>
    `<style>.drop::first-letter{float:left;font-size:38px;line-height:32px}</style><h1>${w.title(3)}</h1>
     <div style="${columns(2, '24px')}"><p>${w.text(8)}</p>${w.p(6, 7, 8)}</div>`,
  'magazine: a pull quote over the width between columns': (w) =>
    `<div style="${columns(3, '18px', 'font-size:9px;')}">${w.p(7, 8, 7)}</div>
     <blockquote style="font-size:20px;text-align:center;margin:14px 40px">${w.text(1)}</blockquote>
     <div style="${columns(3, '18px', 'font-size:9px;')}">${w.p(7, 8, 7)}</div>`,
  'magazine: a sidebar in a box beside two columns': (w) =>
    `<h1>${w.title(4)}</h1><div style="${grid('2fr 1fr', '24px')}"><div style="${columns(2, '16px', 'font-size:9px;')}">${w.p(9, 8, 8, 9)}</div>
     <div style="border:1px solid;padding:8px;font-size:8px"><h4>${w.title(2)}</h4>${w.p(4, 4)}</div></div>`,
  'magazine: a contents page with numbers left': (w) =>
    `<h1>Contents</h1>${w.each(9, (at) => `<div style="${grid('40px 1fr', '12px')};margin:6px 0"><b>${at * 8 + 4}</b><span><b>${w.title(3)}</b> ${w.text(1)}</span></div>`)}`,
  'newsletter: a narrow column left of a wide one': (w) =>
    `<h1>${w.title(3)}</h1><div style="${grid('150px 1fr', '24px')}"><div style="font-size:9px">${w.p(3, 4, 3)}</div><div>${w.p(6, 7, 6, 5)}</div></div>`,
  'newsletter: two articles below each other, each with a narrow column right': (w) =>
    w.each(
      2,
      () =>
        `<h2>${w.title(4)}</h2><div style="${grid('1fr 140px', '24px')}"><div>${w.p(6, 5)}</div><div style="font-size:8px">${w.p(3, 3)}</div></div>`,
    ),
  'interview: questions in bold in two columns': (w) =>
    `<div style="${columns(2, '22px')}">${w.each(7, () => `<p><b>${w.title(8)}?</b></p>${w.p(4)}`)}</div>`,
  'verse in two columns': (w) =>
    `<h2>${w.title(3)}</h2><div style="${columns(2, '40px')}">${w.each(8, () => `<p>${w.each(4, () => `${w.title(6)},<br>`)}</p>`)}</div>`,
  'five columns of small print': (w) =>
    `<div style="${columns(5, '12px', 'font-size:7px;')}">${w.p(12, 12, 12, 12, 12)}</div>`,
  'four columns of which the last is short': (w) =>
    `<div style="${columns(4, '14px', 'font-size:8px;height:380px;column-fill:auto;')}">${w.p(10, 10, 10, 8)}</div>`,
};
