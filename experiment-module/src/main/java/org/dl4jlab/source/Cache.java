package org.dl4jlab.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jlab.UserException;
import org.dl4jlab.run.FullDisk;

/** The folder where downloads stay: {@code DL4JLAB_CACHE}, else the user's own cache folder. */
public final class Cache {

  /** The environment variable that names another folder. */
  public static final String VARIABLE = "DL4JLAB_CACHE";

  private static final long LOCK_POLL_MILLIS = 200;

  private final Path folder;

  public Cache(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The cache of the person who runs this program. */
  public static Cache ofUser() {
    return new Cache(
        folder(
            System.getenv(),
            System.getProperty("os.name"),
            Path.of(System.getProperty("user.home"))));
  }

  /**
   * Linux follows the XDG base directory specification, macOS and Windows have their own places.
   */
  static Path folder(Map<String, String> environment, String system, Path home) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      return Path.of(named);
    }
    if (system.startsWith("Mac")) {
      return home.resolve("Library/Caches/dl4jlab");
    }
    if (system.startsWith("Windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return (local.isBlank() ? home.resolve("AppData/Local") : Path.of(local)).resolve("dl4jlab");
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg)).resolve("dl4jlab");
  }

  public Path folder() {
    return folder;
  }

  public Path resolve(String name) {
    return folder.resolve(name);
  }

  /** The folder cannot be written; for work that can do without it. */
  public static final class NotWritable extends UserException {
    NotWritable(String message, IOException cause) {
      super(message, cause);
    }
  }

  /** Something to do with the cache. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Runs the work while no other process does the same; waits for one that does.
   *
   * @param name what is worked on, a path below the folder; its lock is the file {@code NAME.lock}
   * @param notice is told once, when another process must be waited for
   * @throws NotWritable when the folder cannot be written
   */
  public <T> T exclusively(String name, Consumer<String> notice, Work<T> work) throws IOException {
    Path lockFile = resolve(name + ".lock");
    try {
      Files.createDirectories(lockFile.getParent());
    } catch (IOException e) {
      throw notWritable(e);
    }
    try (FileChannel channel = openLock(lockFile);
        FileLock lock = lock(channel, name, notice)) {
      return work.run();
    }
  }

  private FileChannel openLock(Path lockFile) {
    try {
      return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  private NotWritable notWritable(IOException cause) {
    return new NotWritable(
        "The cache folder %s cannot be written%s; set %s to one that can"
            .formatted(
                folder,
                FullDisk.named(folder.resolve(VARIABLE), cause) instanceof FullDisk
                    ? ", since the disk is full"
                    : "",
                VARIABLE),
        cause);
  }

  private static FileLock lock(FileChannel channel, String name, Consumer<String> notice)
      throws IOException {
    boolean told = false;
    while (true) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      if (!told) {
        notice.accept("Waiting for another process that is fetching " + name);
        told = true;
      }
      try {
        Thread.sleep(LOCK_POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while waiting for another process", e);
      }
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }
}
