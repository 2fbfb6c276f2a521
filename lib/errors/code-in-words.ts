/**
 * Codes of the system (errno) and of PostgreSQL (SQLSTATE, appendix A of its manual) in words that go on a sentence such as
 * "The database does not answer: …". A code of five characters that is not here is told by its class, the first two.
 */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at its address',
  ECONNRESET: 'it broke the connection off',
  ECONNABORTED: 'the connection was broken off',
  EPIPE: 'the connection was broken off',
  ETIMEDOUT: 'no answer came in time',
  ESOCKETTIMEDOUT: 'no answer came in time',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'its host name cannot be looked up just now',
  EHOSTUNREACH: 'there is no way to its host',
  ENETUNREACH: 'there is no way to its network',
  EACCES: 'this user may not do that',
  EPERM: 'this user may not do that',
  EROFS: 'the disk can only be read',
  ENOENT: 'it is not there',
  ENOTDIR: 'a file is where a folder should be',
  EISDIR: 'a folder is where a file should be',
  EEXIST: 'it is there already',
  EIO: 'the disk reported a fault',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user’s share of the disk is full',
  EFBIG: 'the file is larger than this user or this disk may hold',
  EMFILE: 'this process has too many files open',
  ENFILE: 'this machine has too many files open',
  ENOMEM: 'this machine has no memory left',
  ENAMETOOLONG: 'a name is too long for the disk',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself alone',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by somebody this machine does not trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  ERR_INVALID_URL: 'its address cannot be read',
  '28000': 'it does not let this user in',
  '28P01': 'user or password is wrong',
  '3D000': 'it has no database of that name',
  '3F000': 'it has no schema of that name',
  '42501': 'this user may not do that there',
  '42P01': 'a table is missing',
  '25006': 'it can only be read',
  '53100': 'its disk is full',
  '53200': 'it has no memory left',
  '53300': 'it has too many connections',
  '55P03': 'something there is locked by another',
  '57014': 'the query took too long',
  '57P01': 'it is being shut down',
  '57P02': 'it is recovering from a crash',
  '57P03': 'it is starting up',
  '57P04': 'the database was dropped',
  '57P05': 'it closed an idle connection',
};
const CLASSES: Readonly<Record<string, string>> = {
  '08': 'the connection broke',
  '22': 'a value does not suit it',
  '23': 'a value is against its rules',
  '28': 'it does not let this user in',
  '40': 'two changes got in each other’s way',
  '42': 'it does not understand or allow a query',
  '53': 'it has no resources left',
  '54': 'a limit of its own was passed',
  '57': 'somebody stepped in',
  '58': 'its system reported a fault',
  XX: 'it reported a fault of its own',
};

/** @returns "no reason was given" where there is no code, or none that is known */
export function codeInWords(code: string | undefined): string {
  const byClass = code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? CLASSES[code.slice(0, 2)] : undefined;
  return (code && Object.hasOwn(WORDS, code) && WORDS[code]) || byClass || 'no reason was given';
}
