package org.dl4jlab.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dl4jlab.UserException;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.RunFolder;

/**
 * Where a sweep keeps its plan, its trainings' folders and its table, in the hands of one process.
 */
public final class SweepFolder implements Closeable {

  public static final String PLAN = "sweep.json";
  public static final String TABLE = "table.csv";
  public static final String PAGE = "compare.html";
  private static final String LOCK = ".lock";

  private final Path path;
  private final FileChannel channel;

  private SweepFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Whether there is a sweep to go on with. */
  public static boolean isOne(Path path) {
    return Files.isRegularFile(path.resolve(PLAN));
  }

  /**
   * What the sweep of this folder was asked for.
   *
   * @throws UserException when it cannot be read
   */
  public static SweepPlan plan(Path path) throws IOException {
    Path file = path.resolve(PLAN);
    try {
      SweepPlan plan = RunFolder.JSON.readValue(Files.readString(file), SweepPlan.class);
      if (plan != null) {
        return plan;
      }
    } catch (JsonProcessingException | NullPointerException e) {
      throw new UserException("%s is damaged; name another --sweep".formatted(file), e);
    }
    throw new UserException("%s is damaged; name another --sweep".formatted(file));
  }

  /**
   * Takes a folder, a new one or that of a sweep with the same plan.
   *
   * @throws UserException when something else is there, or another process has it
   */
  public static SweepFolder open(Path path, SweepPlan plan) throws IOException {
    if (Files.exists(path) && !isOne(path) && !isEmpty(path)) {
      throw new UserException("%s is there already, and no sweep".formatted(path));
    }
    try {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      throw new UserException("The sweep's folder %s cannot be made".formatted(path), e);
    }
    SweepFolder folder = lock(path);
    try {
      if (!isOne(path)) {
        AtomicFile.write(path.resolve(PLAN), RunFolder.JSON.writeValueAsString(plan) + "\n");
      } else if (!plan(path).equals(plan)) {
        throw new UserException(
            "%s is a sweep with other options; to go on with it give none of them, else name another --sweep"
                .formatted(path));
      }
      return folder;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** What was left by a process that was killed before it began is nothing. */
  private static boolean isEmpty(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (var entries = Files.list(path)) {
      return entries.allMatch(entry -> entry.getFileName().toString().startsWith("."));
    }
  }

  private static SweepFolder lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new SweepFolder(path, channel);
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      // As if another had it.
    }
    channel.close();
    throw new UserException("Another process is at the sweep %s".formatted(path));
  }

  public Path path() {
    return path;
  }

  void write(String name, String text) throws IOException {
    AtomicFile.write(path.resolve(name), text);
  }

  /** The lock's file stays: a process that waits for nothing may have opened it. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
