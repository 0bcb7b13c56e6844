// Files in a bucket of Amazon S3 or of anything that speaks as it does.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { inTime } from "./incoming.ts";
import { FileTooLong, pathOf, type Storage, StorageUnavailable } from "./storage.ts";

export interface BucketOptions {
  readonly bucket: string;
  readonly region: string;
  /** Null: Amazon's own of the region. */
  readonly endpoint: string | null;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The bucket's name in the path, not in the host. */
  readonly forcePathStyle: boolean;
  /** How long the store may keep silent, in milliseconds; left out, ten seconds. */
  readonly patience?: number;
}

/** How long a connection may be silent, and an answer take to begin, in milliseconds; 0 for ever. */
interface Silence {
  readonly socketTimeout: number;
  readonly requestTimeout?: number;
  readonly throwOnRequestTimeout?: boolean;
}

const unlimited = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY };

export function openBucket({
  bucket: Bucket,
  region,
  endpoint,
  accessKeyId,
  secretAccessKey,
  forcePathStyle,
  patience = 10_000,
}: BucketOptions): Storage {
  const clientWith = (silence: Silence): S3Client =>
    new S3Client({
      region,
      ...(endpoint ? { endpoint } : {}),
      forcePathStyle,
      credentials: { accessKeyId, secretAccessKey },
      // Not every store knows the newer checksums; what was kept is read again and hashed here anyway.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      // Nobody waits for a connection that somebody else holds, however slowly that one sends or reads.
      requestHandler: { connectionTimeout: 3000, httpAgent: unlimited, httpsAgent: unlimited, ...silence },
      // Whoever sends a file waits for the answer: what fails twice is told, and can be sent again.
      maxAttempts: 2,
    });
  const client = clientWith({ socketTimeout: patience });
  // Of what is read a connection is silent as well while its reader takes its time: that is no fault of the store's.
  const reading = clientWith({ socketTimeout: 0, requestTimeout: patience, throwOnRequestTimeout: true });
  async function remove(key: string, abortSignal?: AbortSignal): Promise<void> {
    const Key = pathOf(key);
    await client.send(new DeleteObjectCommand({ Bucket, Key }), { abortSignal });
    // The parts of a file whose writer died are no object yet, and a store keeps them for ever.
    const { Uploads = [] } = await client
      .send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key }), { abortSignal })
      .catch((error: unknown) => {
        // A store that cannot list them has a rule of its own for them.
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 501) return { Uploads: [] };
        throw error;
      });
    for (const { UploadId } of Uploads)
      await unlessMissing(client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), { abortSignal }));
  }

  return {
    async write(key, source, maxBytes) {
      const hash = createHash("sha256");
      let byteSize = 0;
      let broken: { error: unknown } | null = null;
      async function* told(): AsyncGenerator<Uint8Array> {
        try {
          for await (const chunk of source) {
            byteSize += chunk.length;
            if (byteSize > maxBytes) throw new FileTooLong();
            hash.update(chunk);
            yield chunk;
          }
        } catch (error) {
          broken = { error };
          throw error;
        }
      }
      // A stream throws what broke behind it into whatever feeds it: here, where nobody takes it for the sender's fault.
      async function* sent(): AsyncGenerator<Uint8Array> {
        for await (const chunk of told()) yield chunk;
      }
      const upload = new Upload({
        client,
        params: { Bucket, Key: pathOf(key), Body: Readable.from(sent(), { objectMode: false }) },
        // One part of 5 MB after the other: what is sent and what is put together of the next is all that is held of a file.
        queueSize: 1,
      });
      try {
        await upload.done();
      } catch (error) {
        const cause = broken as { error: unknown } | null;
        if (cause) throw cause.error;
        // It may be there all the same: an answer that was lost is no answer.
        await remove(key, AbortSignal.timeout(patience)).catch(() => {});
        throw new StorageUnavailable(error);
      }
      return { byteSize, sha256: hash.digest("hex") };
    },

    async read(key, range) {
      const Range = range ? `bytes=${range.start}-${range.end}` : undefined;
      const found = await unlessMissing(
        reading.send(new GetObjectCommand({ Bucket, Key: pathOf(key), ...(Range ? { Range } : {}) })),
      );
      if (!found) return null;
      const body = found.Body as Readable;
      const giveUp = () => void body.destroy(new Error("The store takes too long."));
      // A reader who leaves before the first byte has begun nothing that would end with it.
      return Readable.from(inTime(body.iterator(), patience, giveUp), { objectMode: false }).on("close", () =>
        body.destroy(),
      );
    },

    async sizeOf(key) {
      const found = await unlessMissing(client.send(new HeadObjectCommand({ Bucket, Key: pathOf(key) })));
      return found?.ContentLength ?? null;
    },

    async remove(key) {
      await unlessMissing(remove(key));
    },
  };
}

/** A missing bucket is a fault; a missing file is none. */
const unlessMissing = <Answer>(work: Promise<Answer>): Promise<Answer | null> =>
  work.catch((error: unknown) => {
    if (error instanceof S3ServiceException && ["NoSuchKey", "NoSuchUpload", "NotFound"].includes(error.name))
      return null;
    throw new StorageUnavailable(error);
  });
