package org.dl4jlab.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.dl4jlab.UserException;

/**
 * A run's folder in the hands of the one training that may write into it. The system takes the lock
 * from a process that dies, however it does.
 */
public final class RunLock implements Closeable {

  /** Holds the word of whoever has the lock; gone when the training has ended. */
  static final String FILE = ".lock";

  /** Behind the word, since a locked part of a file may be unreadable. */
  private static final long LOCKED = 1L << 40;

  private final RunFolder folder;
  private final FileChannel channel;
  private final byte[] word = UUID.randomUUID().toString().getBytes();

  private RunLock(RunFolder folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes a run that is there, and removes what a killed training has left half written.
   *
   * @throws UserException when another training has it, or has gone on since its model was read
   */
  public static RunLock of(RunFolder folder) throws IOException {
    RunLock lock = tryLock(folder);
    if (lock == null) {
      throw new UserException(
          "The run %s is being trained by another process; wait for its end, or train into another folder"
              .formatted(folder.path()));
    }
    try {
      folder.requireModelAsRead();
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Makes sure that a new run may have this folder, before anything slow is done for it.
   *
   * @throws UserException when something is there already
   */
  public static void requireNew(Path path) throws IOException {
    if (Files.exists(path) && !isFree(path)) {
      throw exists(path);
    }
  }

  private static UserException exists(Path path) {
    return new UserException(
        "%s exists already; name another --run, or resume it with --resume".formatted(path));
  }

  /** What was left by a training that was killed before it began is nothing. */
  private static boolean isFree(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (var entries = Files.list(path)) {
      for (Path entry : entries.toList()) {
        if (!isLeftOver(entry)) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean isLeftOver(Path file) throws IOException {
    String name = file.getFileName().toString();
    return name.equals(FILE)
        || AtomicFile.isPart(file)
        || name.equals(Checksums.FILE) && Checksums.onlyAnnounces(file);
  }

  /**
   * Makes the folder of a new run. Of two programs that ask for it at once, one gets it.
   *
   * @throws UserException when something is there already, or it cannot be made
   */
  public static RunLock ofNew(Path path) throws IOException {
    requireNew(path);
    make(path);
    return lockNew(path);
  }

  /** The same, with a number behind the name where that is taken: {@code NAME-2}. */
  public static RunLock ofNewNumbered(Path path) throws IOException {
    return make(path) ? lockNew(path) : ofNext(path);
  }

  /** A folder beside another: {@code NAME-2}, or with the first number that is free. */
  public static RunLock ofNext(Path path) throws IOException {
    int number = 1;
    Path numbered;
    do {
      number++;
      numbered = path.resolveSibling("%s-%d".formatted(path.getFileName(), number));
    } while (!make(numbered));
    return lockNew(numbered);
  }

  private static RunLock lockNew(Path path) throws IOException {
    RunLock lock;
    try {
      lock = tryLock(RunFolder.at(path));
    } catch (FullDisk e) {
      throw e;
    } catch (IOException e) {
      throw notMade(path, e);
    }
    if (lock == null) {
      throw exists(path);
    }
    try {
      requireNew(path); // it was free a moment ago, but may have been another's since
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.channel.close();
      throw e;
    }
  }

  /** Whether there was nothing of that name before. */
  private static boolean make(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path.toAbsolutePath().getParent())) {
        throw notMade(path, e);
      }
      return false;
    } catch (IOException e) {
      throw notMade(path, e);
    }
  }

  private static UserException notMade(Path path, IOException e) {
    return new UserException(
        "The run's folder %s cannot be made; name another --run".formatted(path), e);
  }

  /** The lock, null where another has it. */
  private static RunLock tryLock(RunFolder folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.file(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock(LOCKED, 1, false);
      if (lock != null) {
        RunLock taken = new RunLock(folder, channel);
        taken.write();
        if (taken.holds()) {
          AtomicFile.removeParts(folder.path());
          return taken;
        }
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      channel.close();
      return null;
    } catch (IOException e) {
      channel.close();
      throw FullDisk.named(folder.file(FILE), e);
    }
    channel.close();
    return null;
  }

  private void write() throws IOException {
    channel.write(ByteBuffer.wrap(word), 0);
    channel.truncate(word.length);
  }

  /** Whether the folder is still the one that was locked: not removed, moved or replaced. */
  public boolean holds() {
    try {
      return Arrays.equals(word, Files.readAllBytes(folder.file(FILE)));
    } catch (IOException gone) {
      return false;
    }
  }

  public RunFolder folder() {
    return folder;
  }

  /** Removes the lock's file before another can take the lock, so that none takes a removed one. */
  @Override
  public void close() throws IOException {
    try {
      if (holds()) {
        Files.deleteIfExists(folder.file(FILE));
      }
    } finally {
      channel.close();
    }
  }
}
