package org.dl4jlab.run;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.UserException;

/**
 * Writes files so that a crash leaves the old or the new one, never half a file: into a part beside
 * the target, whose name nobody can know beforehand, and which then takes the target's place. A
 * link in that place is replaced, not followed.
 */
public final class AtomicFile {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 16;

  /** The target's name is in the middle. */
  private static final Pattern PART = Pattern.compile("\\.(.+)\\.[0-9a-f]{16}\\.part");

  /** Nobody writes a part for as long without touching it. */
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Learns what the target will hold, in the moment before it does. */
  @FunctionalInterface
  interface Witness {
    void about(String sha256) throws IOException;
  }

  private AtomicFile() {}

  /**
   * For work that takes its time before it writes.
   *
   * @throws UserException when the folder of the target does not exist, or the target is a folder
   */
  public static void requireFolder(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new UserException("%s cannot be written: %s is no folder".formatted(target, folder));
    }
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserException("%s cannot be written: it is a folder".formatted(target));
    }
  }

  /**
   * Writes beside the target, forces it to disk, then renames. What killed processes have left of
   * earlier attempts is removed.
   *
   * @throws FullDisk when it is
   */
  public static void write(Path target, Content content) throws IOException {
    write(target, content, sha256 -> {});
  }

  static void write(Path target, Content content, Witness witness) throws IOException {
    requireFolder(target);
    removeAbandoned(target);
    Path part = partOf(target);
    try {
      DigestOutputStream digest;
      try (FileChannel channel =
              FileChannel.open(
                  part,
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS);
          OutputStream out = Channels.newOutputStream(channel)) {
        digest = new DigestOutputStream(out, DigestUtils.getSha256Digest());
        OutputStream buffered = new BufferedOutputStream(digest, BUFFER_BYTES);
        content.writeTo(new Unclosed(buffered));
        buffered.flush();
        channel.force(true);
      }
      witness.about(HexFormat.of().formatHex(digest.getMessageDigest().digest()));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      remove(part, e);
      throw FullDisk.named(target, e);
    } catch (RuntimeException | Error e) {
      remove(part, e);
      throw e;
    }
  }

  public static void write(Path target, String text) throws IOException {
    write(target, textual(text));
  }

  /** Writes a picture as PNG. */
  public static void write(Path target, BufferedImage picture) throws IOException {
    write(target, png(picture));
  }

  static Content textual(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  static Content png(BufferedImage picture) {
    return out -> ImageIO.write(picture, "png", out);
  }

  private static Path partOf(Path target) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return target.resolveSibling(
        ".%s.%s.part".formatted(target.getFileName(), HexFormat.of().formatHex(random)));
  }

  private static void remove(Path part, Throwable failure) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Removes all parts in a folder of which it is known that nobody else writes into it. */
  static void removeParts(Path folder) throws IOException {
    for (Path part : parts(folder)) {
      Files.deleteIfExists(part);
    }
  }

  private static void removeAbandoned(Path target) throws IOException {
    Instant latest = Instant.now().minus(ABANDONED);
    for (Path part : parts(target.toAbsolutePath().getParent())) {
      var name = PART.matcher(part.getFileName().toString());
      if (name.matches()
          && name.group(1).equals(target.getFileName().toString())
          && isOlder(part, latest)) {
        Files.deleteIfExists(part);
      }
    }
  }

  private static boolean isOlder(Path part, Instant than) throws IOException {
    try {
      return Files.getLastModifiedTime(part, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(than);
    } catch (NoSuchFileException renamedByItsWriter) {
      return false;
    }
  }

  private static List<Path> parts(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(AtomicFile::isPart).toList();
    }
  }

  /** Whether a file is one that was not finished. */
  static boolean isPart(Path file) {
    return PART.matcher(file.getFileName().toString()).matches();
  }

  /** A writer may close its stream (DL4J's does), but the file is still to be forced to disk. */
  private static final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
