import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Either, left, right } from 'fp-ts/lib/Either.js';

/** A certificate that a server can show, and its key. */
export interface Certificate {
  /** The certificates as PEM: that of the server first, then those that lead to its authority. */
  readonly cert: string;
  /** The private key as PEM. */
  readonly key: string;
  /** The last moment of its validity. */
  readonly validTo: Date;
}

/**
 * Reads a certificate and its key, and checks that they belong together. Files that are written one after the other do
 * not match for a moment.
 *
 * @returns the certificate, or one sentence about why it cannot be used
 */
export async function readCertificate(certFile: string, keyFile: string): Promise<Either<string, Certificate>> {
  const [cert, key] = await Promise.all([readText(certFile), readText(keyFile)]);
  if (typeof cert !== 'string') return left(cert.reason);
  if (typeof key !== 'string') return left(key.reason);
  try {
    const certificate = new X509Certificate(cert);
    const validTo = new Date(certificate.validTo);
    if (!certificate.checkPrivateKey(createPrivateKey(key))) {
      return left(`the key of ${keyFile} is not that of the certificate of ${certFile}`);
    }
    return right({ cert, key, validTo });
  } catch (error) {
    // The words of OpenSSL show no part of the key.
    return left(`${certFile} and ${keyFile} are no certificate and key in PEM: ${messageOf(error)}`);
  }
}

/** True for two certificates that are the same. */
export function isSameCertificate(one: Certificate, other: Certificate): boolean {
  return one.cert === other.cert && one.key === other.key;
}

async function readText(file: string): Promise<string | { readonly reason: string }> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    return { reason: `${file} cannot be read: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
