import { receive } from './receive.ts';
import { sendMail } from './send.ts';

/** @throws naming the variable */
function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

/** A function of Vercel's, or a route handler of Next.js. */
export function POST(request: Request): Promise<Response> {
  const mailbox = {
    url: process.env['RESEND_URL'] || 'https://api.resend.com',
    key: setting('RESEND_API_KEY'),
    from: setting('MAIL_FROM'),
    to: setting('MAIL_TO'),
    fetch: globalThis.fetch,
  };
  return receive(request, {
    secret: setting('WEBHOOK_SECRET'),
    serviceUrl: setting('UNSTUCK_URL'),
    send: (mail, key) => sendMail(mail, key, mailbox),
  });
}
