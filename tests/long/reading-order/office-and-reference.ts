import { columns, grid, type Make } from './style.ts';

export const OFFICE: Record<string, Make> = {
  'letter: sender, address, date on the right, body, two signatures': (w) =>
    `<div style="text-align:right;font-size:9px">${w.title(2)}<br>${w.title(3)} 12<br>48${w.words(1)}</div>
     <div style="margin:30px 0">${w.title(2)}<br>${w.title(3)}<br>${w.title(2)}</div><p style="text-align:right">12 March 2024</p>
     <p><b>${w.title(5)}</b></p>${w.p(1, 5, 6, 4, 1)}<div style="${grid('1fr 1fr', '80px')};margin-top:40px"><div>${w.title(2)}<br>${w.title(2)}</div><div>${w.title(2)}<br>${w.title(2)}</div></div>`,
  'letter: sender and address blocks side by side': (w) =>
    `<div style="display:flex;justify-content:space-between">${w.each(2, () => `<div>${w.title(2)}<br>${w.title(3)}<br>${w.title(2)}<br>${w.title(2)}<br>${w.title(2)}</div>`)}</div>
     <p style="margin-top:40px">${w.title(5)}</p>${w.p(5, 6, 4)}`,
  'invoice: two address blocks, lines, totals on the right': (w) =>
    `<h1>Invoice</h1><div style="${grid('1fr 1fr', '60px')}">${w.each(2, () => `<div>${w.title(3)}<br>${w.title(3)}<br>${w.title(3)}<br>${w.title(3)}</div>`)}</div>
     <table style="width:100%;margin-top:20px">${w.each(8, (r) => `<tr><td>${w.title(4)}</td><td align="right">${r + 1}</td><td align="right">${r * 17 + 3}.50</td></tr>`)}
     <tr><td></td><td align="right">Total</td><td align="right">948.00</td></tr></table><p style="font-size:8px">${w.text(3)}</p>`,
  'form: labels with values beside them': (w) =>
    `<h2>${w.title(3)}</h2>${w.each(14, (at) => `<div style="${grid('130px 1fr', '10px')};margin:8px 0"><b>${w.title(2)}:</b><span>${w.words(2 + (at % 4))}</span></div>`)}`,
  'form: two fields a row': (w) =>
    w.each(
      10,
      () =>
        `<div style="${grid('1fr 1fr', '30px')};margin:10px 0">${w.each(2, () => `<div>${w.title(2)}: ${w.words(2)}</div>`)}</div>`,
    ),
  'curriculum vitae: a column of skills at the left': (w) =>
    `<div style="${grid('140px 1fr', '28px')}"><div style="font-size:9px"><h3>${w.title(2)}</h3>${w.p(2)}<h3>Skills</h3><ul>${w.each(9, () => `<li>${w.words(2)}</li>`)}</ul></div>
     <div>${w.each(4, () => `<h3>${w.title(4)}</h3>${w.p(3)}<ul>${w.each(2, () => `<li>${w.text(1)}</li>`)}</ul>`)}</div></div>`,
  'slide: a title and two lists side by side': (w) =>
    `<h1 style="font-size:30px">${w.title(4)}</h1><div style="${grid('1fr 1fr', '40px')};font-size:16px">${w.each(2, () => `<ul>${w.each(5, () => `<li>${w.words(7)}</li>`)}</ul>`)}</div>`,
  'poster: boxes in three columns under a wide title': (w) =>
    `<h1 style="text-align:center;font-size:26px">${w.title(6)}</h1><div style="${columns(3, '20px', 'font-size:9px;')}">${w.each(6, () => `<div style="border:1px solid;padding:6px;margin-bottom:10px;break-inside:avoid"><h3>${w.title(3)}</h3>${w.p(5)}</div>`)}</div>`,
  'brochure folded twice': (w) =>
    `<div style="${grid('1fr 1fr 1fr', '36px')};font-size:10px">${w.each(3, () => `<div><h2>${w.title(3)}</h2>${w.p(4, 5)}<ul>${w.each(4, () => `<li>${w.words(4)}</li>`)}</ul></div>`)}</div>`,
  'cards: three a row, three rows': (w) =>
    w.each(
      3,
      () =>
        `<div style="${grid('1fr 1fr 1fr', '24px')};margin-bottom:30px">${w.each(3, () => `<div><h4>${w.title(3)}</h4><p>${w.text(3)}</p></div>`)}</div>`,
    ),
  'questions and answers in two columns of boxes': (w) =>
    w.each(
      3,
      () =>
        `<div style="${grid('1fr 1fr', '26px')};margin-bottom:26px">${w.each(2, () => `<div><b>${w.title(6)}?</b><p>${w.text(5)}</p></div>`)}</div>`,
    ),
};

export const REFERENCE: Record<string, Make> = {
  'reference card: commands and what they do, in three columns': (w) =>
    `<h1>${w.title(3)}</h1><div style="${columns(3, '18px', 'font-size:8px;')}">${w.each(9, () => `<div style="break-inside:avoid"><h4>${w.title(2)}</h4>${w.each(6, () => `<div style="${grid('60px 1fr', '6px')}"><code>${w.words(1)}</code><span>${w.words(3)}</span></div>`)}</div>`)}</div>`,
  'index in three columns': (w) =>
    `<h1>Index</h1><div style="${columns(3, '20px', 'font-size:9px;')}">${w.each(120, (at) => `${w.words(2)}, ${at + 3}<br>`)}</div>`,
  'index in two columns with entries below entries': (w) =>
    `<h1>Index</h1><div style="${columns(2, '30px', 'font-size:9px;')}">${w.each(28, (at) => `${w.words(2)}, ${at}<br><span style="margin-left:14px">${w.words(2)}, ${at + 9}</span><br>`)}</div>`,
  'dictionary in two columns': (w) =>
    `<div style="${columns(2, '16px', 'font-size:9px;column-rule:1px solid;')}">${w.each(30, () => `<p style="padding-left:10px;text-indent:-10px;margin:3px 0"><b>${w.words(1)}</b> <i>${w.words(1)}.</i> ${w.text(2)}</p>`)}</div>`,
  'glossary: terms at the left, what they mean at the right': (w) =>
    w.each(
      10,
      () =>
        `<div style="${grid('110px 1fr', '16px')};margin:8px 0"><b>${w.title(1)}</b><span>${w.text(2)}</span></div>`,
    ),
  'a law in two columns with numbered articles': (w) =>
    `<div style="${columns(2, '20px', 'text-align:justify;')}">${w.each(9, (at) => `<p><b>Article ${at + 1}</b> ${w.text(4)}</p>`)}</div>`,
  'notes in the margin at the right, beside their paragraphs': (w) =>
    `<div style="${grid('1fr 110px', '22px')}"><div>${w.p(8, 8, 8, 8)}</div><div style="font-size:8px">${w.p(2)}<div style="height:60px"></div>${w.p(2)}<div style="height:80px"></div>${w.p(3)}</div></div>`,
  'notes in the margin at the left': (w) =>
    `<div style="${grid('100px 1fr', '22px')}"><div style="font-size:8px;font-style:italic">${w.p(2)}<div style="height:70px"></div>${w.p(3)}</div><div>${w.p(8, 8, 8)}</div></div>`,
  'two languages side by side': (w) =>
    `<div style="${grid('1fr 1fr', '30px')}">${w.each(2, () => `<div>${w.p(5, 6, 5, 6)}</div>`)}</div>`,
  'recipe: ingredients at the left, steps at the right': (w) =>
    `<h1>${w.title(3)}</h1><p>${w.text(2)}</p><div style="${grid('170px 1fr', '30px')}"><div>${w.each(9, (at) => `${at * 50 + 50} g ${w.words(2)}<br>`)}</div><ol>${w.each(6, () => `<li>${w.text(2)}</li>`)}</ol></div>`,
  'menu: dishes with prices at the right': (w) =>
    `<h1>Menu</h1>${w.each(12, (at) => `<div style="display:flex;justify-content:space-between"><span>${w.title(4)}</span><span>${at + 7}.50</span></div>`)}`,
  'minutes: a column of who does what at the right': (w) =>
    w.each(
      7,
      (at) =>
        `<div style="${grid('1fr 90px', '20px')};margin:10px 0"><div>${at + 1}. ${w.text(4)}</div><div>${w.title(2)}</div></div>`,
    ),
  'a list in two columns, numbered': (w) =>
    `<h2>${w.title(3)}</h2><ol style="${columns(2, '30px')}">${w.each(24, () => `<li>${w.words(7)}</li>`)}</ol>`,
  'a contents list in one column with dots and numbers': (w) =>
    `<h1>Contents</h1>${w.each(20, (at) => `<div style="display:flex"><span>${w.title(4)}</span><span style="flex:1;overflow:hidden;white-space:nowrap;height:14px;margin:0 4px">${'. '.repeat(60)}</span><span>${at * 3 + 1}</span></div>`)}`,
  'text beside a picture that it flows around': (w) =>
    `<div style="float:right;width:200px;height:180px;background:#ddd;margin-left:16px"></div>${w.p(8, 9, 8)}<div style="float:left;width:180px;height:140px;background:#ccc;margin-right:16px"></div>${w.p(8, 9)}`,
};
