package org.dl4jlab.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells a full disk from other trouble with files: Java has no exception of its own for it. */
public final class FullDisk extends FileSystemException {

  private static final List<String> WORDS =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  /** Systems that speak another language are asked how much is left. */
  private static final long NEXT_TO_NOTHING = 1 << 16;

  private static final long serialVersionUID = 1;

  private FullDisk(Path target, IOException cause) {
    super(target.toString(), null, "the disk is full");
    initCause(cause);
  }

  /**
   * The failure to write a file, as a full disk if it is one.
   *
   * @param target that was to be written
   */
  public static IOException named(Path target, IOException failure) {
    return !(failure instanceof FullDisk) && isFull(target, failure)
        ? new FullDisk(target, failure)
        : failure;
  }

  private static boolean isFull(Path target, IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (WORDS.stream().anyMatch(message::contains)) {
      return true;
    }
    Path folder = target.toAbsolutePath().getParent();
    try {
      return folder != null
          && Files.isWritable(folder)
          && Files.getFileStore(folder).getUsableSpace() < NEXT_TO_NOTHING;
    } catch (IOException unknown) {
      return false;
    }
  }
}
