import type { Report } from '../report/report.ts';
import { visible } from './html/markup.ts';
import { figure, labelOf } from './words/figures.ts';
import { networkOf } from './words/names.ts';
import { inReadingOrder } from './words/order.ts';
import { readFindings, type ShownFinding } from './words/read-findings.ts';
import type { Sentence } from './words/sentence.ts';
import { alertsOf, fiveThings, whatWasRead } from './words/summary.ts';

/** Text of others as plain text in Markdown (CommonMark 0.31, backslash escapes); on one line. */
const plain = (text: string): string =>
  visible(text)
    .replace(/[\\`*_{}[\]<>()#+\-.!|~&@:$^=]/g, '\\$&')
    .replace(/\s+/g, ' ');

const told = (sentence: Sentence): string =>
  sentence.map((part) => (typeof part === 'string' ? part : plain(part.quoted))).join('');

function findingLines({ name, n, confidence, postIds, sentence, value }: ShownFinding): string[] {
  const said = sentence === null ? plain(JSON.stringify(value)) : told(sentence);
  const sure = `n = ${figure(n)}, ${plain(confidence)} confidence`;
  const ids = postIds.map(plain).join(', ');
  // A sentence that announces posts goes on with them.
  if (said.endsWith(':') && ids !== '') return [`### ${plain(labelOf(name))}`, `${said} ${ids}`, sure];
  return [`### ${plain(labelOf(name))}`, said, ids === '' ? sure : `${sure}, posts ${ids}`];
}

function analysisLines(report: Report, analysis: string, findings: readonly ShownFinding[]): string[] {
  const warnings = [...new Set(findings.flatMap(({ warning }) => warning ?? []))];
  const unsaid = report.not_assessed
    .filter((entry) => entry.analysis === analysis)
    .map(
      ({ what, why, needs }) =>
        `- ${plain(labelOf(what))}: ${plain(why)}${needs ? `; needs ${plain(needs)}` : ''}`,
    );
  return [
    `## ${plain(labelOf(analysis))}`,
    ...warnings.map((warning) => `> ${plain(warning)}`),
    ...findings.flatMap(findingLines),
    ...(unsaid.length === 0 ? [] : ['### What could not be said', unsaid.join('\n')]),
  ];
}

/** The report as Markdown: its sentences and the ids of the posts behind them. Text of others cannot become markup. */
export function reportMarkdown(report: Report): string {
  const { profile, disclaimer } = report;
  const findings = readFindings(report);
  const five = fiveThings(findings).map(
    ({ name, sentence }, at) => `${at + 1}. **${plain(labelOf(name))}** ${told(sentence ?? [])}`,
  );
  const names = new Set([...findings, ...report.not_assessed].map(({ analysis }) => analysis));
  const blocks = [
    `# ${plain(profile.displayName ?? profile.handle)}`,
    `Profile report, ${plain(networkOf(profile.platform))}: ${plain(profile.handle)}`,
    ...alertsOf(report).map((alert) => `> ${told(alert)}`),
    told(whatWasRead(report)),
    ...(five.length === 0 ? [] : ['## What it shows', five.join('\n')]),
    plain(disclaimer),
    ...inReadingOrder([...names]).flatMap((name) =>
      analysisLines(
        report,
        name,
        findings.filter(({ analysis }) => analysis === name),
      ),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}
