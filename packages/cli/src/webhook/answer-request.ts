import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AdmissionOptions, type AdmissionReview, reviewAdmission } from '@stash-functions/k8s-adapter/admission';
import { isLeft } from 'fp-ts/lib/Either.js';
import { readBody } from './read-body.ts';

/** The path for reviews. */
export const reviewPath = '/validate';
/** The path that answers if the process lives. */
export const livePath = '/healthz';
/** The path that answers if the process takes reviews. */
export const readyPath = '/readyz';

/** The options of answering requests. */
export interface AnswerOptions {
  /** Gives the current options for a review. */
  readonly admission: () => AdmissionOptions;
  /** Gives the reason not to send reviews now; undefined if there is none. */
  readonly unready: () => string | undefined;
  /** The most bytes of a body. */
  readonly maxBody: number;
  /** Called with each verdict. */
  readonly onReview: (review: AdmissionReview, request: unknown) => void;
}

/**
 * Answers one request: a POST of an AdmissionReview, or a question if the process lives or takes reviews. Never
 * rejects, whatever comes in. A body that is no review, or a review that is not taken, gets a status that says so.
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerOptions,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0];
  switch (path) {
    case livePath:
      return answerProbe(request, response, undefined);
    case readyPath:
      return answerProbe(request, response, options.unready());
    case reviewPath:
      return answerReview(request, response, options);
    default:
      return refuse(response, 404, `there is nothing at this path; reviews go to ${reviewPath}`);
  }
}

function answerProbe({ method }: IncomingMessage, response: ServerResponse, trouble: string | undefined): void {
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    refuse(response, 405, 'only GET is answered here');
  } else refuse(response, trouble === undefined ? 200 : 503, trouble ?? 'ok');
}

async function answerReview(
  request: IncomingMessage,
  response: ServerResponse,
  { admission, maxBody, onReview }: AnswerOptions,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return refuse(response, 405, 'reviews are POSTed');
  }
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/json\s*(?:;|$)/i.test(type)) {
    return refuse(response, 415, 'a review is application/json');
  }
  const body = await readBody(request, maxBody);
  if (isLeft(body)) {
    if (body.left === 'broken') return;
    // Nobody reads the rest, so the connection is of no more use.
    response.setHeader('connection', 'close');
    return refuse(response, 413, `a review has at most ${maxBody} bytes`);
  }
  const review = parse(body.right);
  const answer = reviewAdmission(review, admission());
  onReview(answer, review);
  const text = JSON.stringify(answer);
  // An API server reads the verdict only if the status is 200.
  response.writeHead(review === undefined ? 400 : 200, headersOf('application/json', text));
  response.end(text);
}

function refuse(response: ServerResponse, code: number, sentence: string): void {
  const text = `${sentence}\n`;
  response.writeHead(code, headersOf('text/plain; charset=utf-8', text));
  response.end(text);
}

function headersOf(type: string, text: string): Readonly<Record<string, string | number>> {
  return {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}

/** A text that is no JSON gives undefined, which is no review either. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
