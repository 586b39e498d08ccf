package org.dl4jlab.run;

import java.awt.image.BufferedImage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import javax.imageio.ImageIO;
import org.dl4jlab.UserException;

/** Writes files so that a crash leaves the old or the new one, never half a file. */
public final class AtomicFile {

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * For work that takes its time before it writes.
   *
   * @throws UserException when the folder of the target does not exist
   */
  public static void requireFolder(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new UserException("%s cannot be written: %s is no folder".formatted(target, folder));
    }
  }

  /** Writes beside the target, forces it to disk, then renames. */
  public static void write(Path target, Content content) throws IOException {
    requireFolder(target);
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      try (FileChannel channel =
              FileChannel.open(
                  unfinished,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.TRUNCATE_EXISTING);
          OutputStream out = Channels.newOutputStream(channel)) {
        content.writeTo(new Unclosed(out));
        channel.force(true);
      }
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  public static void write(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a picture as PNG. */
  public static void write(Path target, BufferedImage picture) throws IOException {
    write(target, out -> ImageIO.write(picture, "png", out));
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
