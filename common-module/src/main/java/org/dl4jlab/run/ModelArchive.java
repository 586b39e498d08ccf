package org.dl4jlab.run;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip archive of few entries, read with distrust: what its directory says and what stands before
 * each entry must be the same, the entries follow each other without a gap for anything else, and
 * nothing is unpacked to more than the reader can use. Archives of 4 GB and more are refused.
 */
public final class ModelArchive implements Closeable {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int DIRECTORY_SIGNATURE = 0x02014b50;
  private static final int DIRECTORY_BYTES = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int MOST_DIRECTORY_BYTES = 1 << 16;
  private static final int ENCRYPTED = 1;
  private static final int SIZES_FOLLOW = 1 << 3;

  /** Checksum and sizes behind an entry, with or without a signature, of 32 or of 64 bits. */
  private static final Set<Long> DESCRIPTOR_BYTES = Set.of(12L, 16L, 20L, 24L);

  private static final int MOST_BYTES = 2_000_000_000;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Deflate makes 258 bytes of 2 bits at best. */
  private static final long MOST_EXPANSION = 1032;

  /** What cannot be made smaller becomes a little larger, by far less than this and a 256th. */
  private static final int MOST_OVERHEAD = 1024;

  /** Says what is wrong with an archive. */
  public static final class DamagedException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedException(String message) {
      super(message);
    }

    DamagedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private record Entry(
      String name, int flags, int method, long crc, long packed, long size, long at) {}

  private final SeekableByteChannel channel;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ModelArchive(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens a file and looks at all of its headers.
   *
   * @throws DamagedException when they are none, or contradict each other
   */
  public static ModelArchive open(Path file) throws IOException {
    ModelArchive archive = new ModelArchive(Files.newByteChannel(file));
    try {
      archive.readDirectory();
      return archive;
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  /** Of its entries, in the order of its directory. */
  public Set<String> names() {
    return entries.keySet();
  }

  private void readDirectory() throws IOException {
    long end = channel.size() - END_BYTES;
    if (end < 0) {
      throw new DamagedException("it is no zip archive");
    }
    ByteBuffer record = bytes(end, END_BYTES);
    if (record.getInt() != END_SIGNATURE) {
      throw new DamagedException("it is no zip archive, or its end is missing");
    }
    record.position(10);
    int count = Short.toUnsignedInt(record.getShort());
    long size = Integer.toUnsignedLong(record.getInt());
    long start = Integer.toUnsignedLong(record.getInt());
    if (start + size != end || size > MOST_DIRECTORY_BYTES) {
      throw new DamagedException("its directory is not where it should be");
    }
    ByteBuffer directory = bytes(start, (int) size);
    for (int i = 0; i < count; i++) {
      Entry entry = entry(directory);
      if (entries.put(entry.name(), entry) != null) {
        throw new DamagedException("it holds %s twice".formatted(entry.name()));
      }
    }
    if (directory.hasRemaining()) {
      throw new DamagedException("its directory holds more than it says");
    }
    requireSameInside(start);
  }

  private static Entry entry(ByteBuffer directory) throws DamagedException {
    if (directory.remaining() < DIRECTORY_BYTES || directory.getInt() != DIRECTORY_SIGNATURE) {
      throw new DamagedException("its directory is damaged");
    }
    directory.getInt(); // versions
    int flags = directory.getShort();
    int method = directory.getShort();
    directory.getInt(); // time
    long crc = Integer.toUnsignedLong(directory.getInt());
    long packed = Integer.toUnsignedLong(directory.getInt());
    long size = Integer.toUnsignedLong(directory.getInt());
    int nameBytes = Short.toUnsignedInt(directory.getShort());
    int more = Short.toUnsignedInt(directory.getShort());
    more += Short.toUnsignedInt(directory.getShort());
    directory.position(directory.position() + 8); // attributes
    long at = Integer.toUnsignedLong(directory.getInt());
    if (directory.remaining() < nameBytes + more) {
      throw new DamagedException("its directory is damaged");
    }
    byte[] name = new byte[nameBytes];
    directory.get(name);
    directory.position(directory.position() + more);
    if ((flags & ENCRYPTED) != 0 || method != STORED && method != DEFLATED) {
      throw new DamagedException("it is packed in an unknown way");
    }
    return new Entry(
        new String(name, StandardCharsets.UTF_8), flags, method, crc, packed, size, at);
  }

  /** The headers before the entries, of which the first is at the file's beginning. */
  private void requireSameInside(long directoryAt) throws IOException {
    List<Entry> inOrder = new ArrayList<>(entries.values());
    inOrder.sort(Comparator.comparingLong(Entry::at));
    long next = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      Entry entry = inOrder.get(i);
      if (entry.at() != next) {
        throw new DamagedException("there is something before %s".formatted(entry.name()));
      }
      long end = contentAt(entry) + entry.packed();
      next = i + 1 < inOrder.size() ? inOrder.get(i + 1).at() : directoryAt;
      boolean described = (entry.flags() & SIZES_FOLLOW) != 0;
      if (described ? !DESCRIPTOR_BYTES.contains(next - end) : next != end) {
        throw new DamagedException("there is something behind %s".formatted(entry.name()));
      }
    }
    if (next != directoryAt) {
      throw new DamagedException("there is something before its directory");
    }
  }

  private long contentAt(Entry entry) throws IOException {
    ByteBuffer local = bytes(entry.at(), LOCAL_BYTES);
    boolean same = local.getInt() == LOCAL_SIGNATURE;
    local.getShort(); // version
    same &= local.getShort() == entry.flags() & local.getShort() == entry.method();
    local.getInt(); // time
    long crc = Integer.toUnsignedLong(local.getInt());
    long packed = Integer.toUnsignedLong(local.getInt());
    long size = Integer.toUnsignedLong(local.getInt());
    boolean described = (entry.flags() & SIZES_FOLLOW) != 0;
    same &= described || crc == entry.crc() && packed == entry.packed() && size == entry.size();
    int nameBytes = Short.toUnsignedInt(local.getShort());
    int more = Short.toUnsignedInt(local.getShort());
    byte[] name = bytes(entry.at() + LOCAL_BYTES, nameBytes).array();
    if (!same || !new String(name, StandardCharsets.UTF_8).equals(entry.name())) {
      throw new DamagedException("its directory and its content tell different things");
    }
    return entry.at() + LOCAL_BYTES + nameBytes + more;
  }

  /**
   * An entry's content.
   *
   * @param name one of {@link #names()}
   * @param most bytes that the reader can use
   * @throws DamagedException when it is longer, or damaged
   */
  public byte[] read(String name, long most) throws IOException {
    Entry entry = entries.get(name);
    if (entry.size() > Math.min(most, MOST_BYTES)) {
      throw new DamagedException(
          "%s has %,d bytes, which is more than the %,d that it can need"
              .formatted(name, entry.size(), most));
    }
    if (entry.size() > (entry.packed() + 1) * MOST_EXPANSION
        || entry.packed() > entry.size() + (entry.size() >> 8) + MOST_OVERHEAD) {
      throw new DamagedException("%s is damaged".formatted(name));
    }
    byte[] packed = bytes(contentAt(entry), (int) entry.packed()).array();
    byte[] content = entry.method() == STORED ? packed : inflate(packed, entry);
    CRC32 crc = new CRC32();
    crc.update(content);
    if (content.length != entry.size() || crc.getValue() != entry.crc()) {
      throw new DamagedException("%s is damaged".formatted(name));
    }
    return content;
  }

  private static byte[] inflate(byte[] packed, Entry entry) throws DamagedException {
    byte[] content = new byte[(int) entry.size()];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      int length = inflater.inflate(content);
      if (length < content.length || inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
        throw new DamagedException("%s is damaged".formatted(entry.name()));
      }
      return content;
    } catch (DataFormatException e) {
      throw new DamagedException("%s is damaged".formatted(entry.name()), e);
    } finally {
      inflater.end();
    }
  }

  private ByteBuffer bytes(long at, int count) throws IOException {
    if (at < 0 || at + count > channel.size()) {
      throw new DamagedException("it is cut short");
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(at);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("it was cut short while it was read");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
