package org.dl4jlab.testing.files;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What goes wrong with files, and when: everything that changes a disk is counted, and from a
 * certain one on it fails.
 */
public final class Faults {

  /** What goes wrong. */
  public enum Kind {
    /** Nothing is done any more, as by a process that is killed; the last write is done by half. */
    CRASH,
    /** Nothing more can be written, as on a full disk, but removed and renamed. */
    FULL_DISK,
    /** One thing fails, the next goes well. */
    ONCE
  }

  private final Kind kind;
  private final int first;
  private int done;

  /**
   * @param first which change of the disk fails, from 1
   */
  public Faults(Kind kind, int first) {
    this.kind = kind;
    this.first = first;
  }

  /** A path of the default file system, or below one, where these faults happen. */
  public Path in(Path real) {
    return FaultyPath.of(real, new FaultyFileSystem(real.getFileSystem(), this));
  }

  /** How many changes there were. */
  public int changes() {
    return done;
  }

  /** Whether something has failed. */
  public boolean happened() {
    return done >= first;
  }

  /** A change that needs no room. */
  synchronized void change() throws IOException {
    done++;
    if (kind == Kind.CRASH && done >= first || kind == Kind.ONCE && done == first) {
      throw new IOException("The disk failed");
    }
  }

  /** One that does. Returns whether it may be done whole; else it fails afterwards. */
  synchronized boolean write() throws IOException {
    done++;
    if (kind != Kind.ONCE && done > first) {
      throw failure();
    }
    return done != first;
  }

  IOException failure() {
    return new IOException(kind == Kind.FULL_DISK ? "No space left on device" : "The disk failed");
  }
}
