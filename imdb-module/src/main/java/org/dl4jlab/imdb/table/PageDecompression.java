package org.dl4jlab.imdb.table;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.dl4jlab.UserException;

/** Unpacks the pages of Parquet files in Java, where the library's own way is machine code. */
final class PageDecompression implements CompressionCodecFactory {

  /** Unpacks a page to so many bytes. */
  @FunctionalInterface
  private interface Unpacking {
    byte[] unpack(byte[] page, int size) throws IOException;
  }

  private final String file;

  PageDecompression(String file) {
    this.file = file;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new PageDecompressor(
        switch (codec) {
          case UNCOMPRESSED -> (page, size) -> page;
          case GZIP -> PageDecompression::gunzip;
          case SNAPPY -> (page, size) -> unpack(new SnappyDecompressor(), page, size);
          case ZSTD -> (page, size) -> unpack(new ZstdDecompressor(), page, size);
          case LZ4_RAW -> (page, size) -> unpack(new Lz4Decompressor(), page, size);
          default ->
              throw new UserException(
                  "%s is compressed by %s, which is not read here; write it with snappy, zstd or gzip"
                      .formatted(file, codec.name().toLowerCase(java.util.Locale.ROOT)));
        });
  }

  private static byte[] gunzip(byte[] page, int size) throws IOException {
    try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(page))) {
      return in.readNBytes(size);
    }
  }

  private static byte[] unpack(Decompressor decompressor, byte[] page, int size) {
    byte[] unpacked = new byte[size];
    decompressor.decompress(page, 0, page.length, unpacked, 0, size);
    return unpacked;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("Parquet is only read here");
  }

  @Override
  public void release() {
    // Nothing is held.
  }

  private record PageDecompressor(Unpacking unpacking) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      return BytesInput.from(unpacking.unpack(page.toByteArray(), size));
    }

    @Override
    public void decompress(ByteBuffer page, int packed, ByteBuffer target, int size)
        throws IOException {
      byte[] bytes = new byte[packed];
      page.get(bytes);
      target.put(unpacking.unpack(bytes, size));
    }

    @Override
    public void release() {
      // Nothing is held.
    }
  }
}
