// Files in a bucket of Amazon S3 or of anything that speaks as it does.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
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
}

export function openBucket({
  bucket: Bucket,
  region,
  endpoint,
  accessKeyId,
  secretAccessKey,
  forcePathStyle,
}: BucketOptions): Storage {
  const client = new S3Client({
    region,
    ...(endpoint ? { endpoint } : {}),
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey },
    // Not every store knows the newer checksums; what was kept is read again and hashed here anyway.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 3000, socketTimeout: 30_000 },
  });
  const remove = (key: string) => client.send(new DeleteObjectCommand({ Bucket, Key: pathOf(key) }));

  return {
    async write(key, source, maxBytes) {
      const hash = createHash("sha256");
      let byteSize = 0;
      let broken: { error: unknown } | null = null;
      async function* hashed(): AsyncGenerator<Uint8Array> {
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
      const upload = new Upload({
        client,
        params: { Bucket, Key: pathOf(key), Body: Readable.from(hashed(), { objectMode: false }) },
        // Two parts of 5 MB are the most that is held of one file.
        queueSize: 2,
      });
      try {
        await upload.done();
      } catch (error) {
        const cause = broken as { error: unknown } | null;
        if (cause) throw cause.error;
        // It may be there all the same: an answer that was lost is no answer.
        await remove(key).catch(() => {});
        throw new StorageUnavailable(error);
      }
      return { byteSize, sha256: hash.digest("hex") };
    },

    async read(key, range) {
      const Range = range ? `bytes=${range.start}-${range.end}` : undefined;
      const found = await unlessMissing(
        client.send(new GetObjectCommand({ Bucket, Key: pathOf(key), ...(Range ? { Range } : {}) })),
      );
      return (found?.Body as Readable | undefined) ?? null;
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
    if (error instanceof S3ServiceException && ["NoSuchKey", "NotFound"].includes(error.name)) return null;
    throw new StorageUnavailable(error);
  });
